/* Made by src/web/build.mjs. OpenLayers (BSD-2-Clause), Preact (MIT), topojson-client (ISC). */
import{a}from"./chunk-SHALMFL5.js";export{a as default};
