/** From files of points into a store, where indicators are counted from them. */
package se.regstat.importing.event;
