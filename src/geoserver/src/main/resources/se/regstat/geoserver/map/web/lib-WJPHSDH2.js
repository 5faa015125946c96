/* Made by src/web/build.mjs; whose work is in it: licences.txt */
import{a}from"./chunk-JTEKC5DV.js";export{a as default};
