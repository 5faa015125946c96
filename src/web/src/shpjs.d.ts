declare module 'shpjs' {
  /** A zipped shapefile as GeoJSON in WGS 84; several of one archive as a list. */
  export default function shp(zip: ArrayBuffer): Promise<object | object[]>;
}
