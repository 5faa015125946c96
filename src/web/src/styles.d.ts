/** Style sheets that go into the bundle's. */
declare module '*.css';
