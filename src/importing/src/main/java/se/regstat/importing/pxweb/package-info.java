/** Tables of statistical offices by PxWeb, versions 1 and 2. */
package se.regstat.importing.pxweb;
