import Collection from 'ol/Collection';
import Feature from 'ol/Feature';
import OlMap from 'ol/Map';
import OlView from 'ol/View';
import { unByKey } from 'ol/Observable';
import { ScaleLine, defaults as controls } from 'ol/control';
import type { EventsKey } from 'ol/events';
import { never, platformModifierKeyOnly } from 'ol/events/condition';
import Circle from 'ol/geom/Circle';
import type Geometry from 'ol/geom/Geometry';
import MultiPolygon from 'ol/geom/MultiPolygon';
import Point from 'ol/geom/Point';
import Polygon from 'ol/geom/Polygon';
import { Draw, Modify, Snap, defaults as interactions } from 'ol/interaction';
import MouseWheelZoom from 'ol/interaction/MouseWheelZoom';
import ImageLayer from 'ol/layer/Image';
import VectorLayer from 'ol/layer/Vector';
import Projection from 'ol/proj/Projection';
import ImageCanvas from 'ol/source/ImageCanvas';
import VectorSource from 'ol/source/Vector';
import { Fill, Stroke, Style, Text } from 'ol/style';
import type { Areas } from './areas';
import { type Hatch, hatchPattern } from './hatch';
import { circle } from './own';
import type { Place } from './view';

/** SWEREF 99 TM. Everything here is in it, so that no other system need be known. */
export const SWEREF99_TM = new Projection({
  code: 'EPSG:3006',
  units: 'm',
  axisOrientation: 'neu',
  extent: [200000, 6000000, 1100000, 7800000],
});

/** Metres for a pixel, at the closest. */
const CLOSEST = 0.5;

/** What is drawn in each area: a colour, or a circle of so many pixels across in it. */
export interface Paint {
  readonly colors: readonly string[];
  readonly sizes: readonly number[] | undefined;
  /** Places of areas that are hatched, by how. */
  readonly hatched: ReadonlyMap<Hatch, readonly number[]>;
  readonly hatchColor: (hatch: Hatch) => string;
  readonly ground: string;
  readonly outline: string;
}

/** What happens on a map. Points are in EPSG:3006 (E, N). */
export interface MapEvents {
  chosen(place: number, more: boolean): void;
  pointed(place: number | undefined, pixel: readonly [number, number]): void;
  moved(at: Place): void;
  /** Own boundaries were drawn, changed or removed. */
  drawn(done: boolean): void;
}

/** A view that several maps look through together. */
export function sharedView(at: Place | undefined): OlView {
  return new OlView({
    projection: SWEREF99_TM,
    center: at ? [at.e, at.n] : [620000, 6900000],
    resolution: at ? at.resolution : 2000,
    minResolution: CLOSEST,
    maxResolution: 4000,
    constrainResolution: false,
    enableRotation: false,
    showFullExtent: true,
  });
}

/** A map of areas, coloured by values, with own boundaries over them. */
export class AreaMap {
  private readonly map: OlMap;
  private readonly canvas: ImageCanvas;
  private readonly marks: VectorSource;
  private readonly own: VectorSource;
  private areas: Areas | undefined;
  private paths: Path2D[] = [];
  private borders = new Path2D();
  private context: Path2D | undefined;
  private readonly names = new VectorSource();
  private centres: (readonly [number, number])[] = [];
  private origin: readonly [number, number] = [0, 0];
  private paint: Paint | undefined;
  private readonly modify: Modify;
  private readonly changed: EventsKey;
  private drawing: Draw | undefined;

  /**
   * @param own boundaries that are drawn here; maps beside one another have the same
   */
  constructor(
    private readonly target: HTMLElement,
    private readonly view: OlView,
    own: VectorSource,
    private readonly events: MapEvents,
    labels: { zoomIn: string; zoomOut: string },
  ) {
    this.own = own;
    this.marks = new VectorSource();
    this.canvas = new ImageCanvas({
      projection: SWEREF99_TM,
      ratio: 1.2,
      canvasFunction: (extent, resolution, pixelRatio, size) => this.draw(extent, resolution, pixelRatio, size),
    });
    this.map = new OlMap({
      target,
      view,
      controls: controls({
        rotate: false,
        attribution: false,
        zoomOptions: { zoomInTipLabel: labels.zoomIn, zoomOutTipLabel: labels.zoomOut },
      }).extend([new ScaleLine()]),
      interactions: interactions({ altShiftDragRotate: false, pinchRotate: false, mouseWheelZoom: false }).extend([
        new MouseWheelZoom({ onFocusOnly: false }),
      ]),
      layers: [
        new ImageLayer({ source: this.canvas }),
        new VectorLayer({
          source: this.names,
          style: (feature) => nameStyle(feature.get('name') as string),
          declutter: true,
        }),
        new VectorLayer({
          source: this.marks,
          style: (feature) => markStyle(feature.get('kind') as string),
          updateWhileAnimating: true,
        }),
        new VectorLayer({
          source: own,
          style: (feature) => ownStyle(feature.get('name') as string),
          updateWhileInteracting: true,
        }),
      ],
    });
    this.map.on('singleclick', (event) => {
      if (this.drawing) return;
      const place = this.areas?.at(event.coordinate as [number, number])[0];
      if (place !== undefined)
        events.chosen(place, platformModifierKeyOnly(event) || (event.originalEvent as MouseEvent).shiftKey);
    });
    this.map.on('pointermove', (event) => {
      if (event.dragging || this.drawing) return;
      const place = this.areas?.at(event.coordinate as [number, number])[0];
      events.pointed(place, event.pixel as [number, number]);
    });
    target.addEventListener('pointerleave', () => events.pointed(undefined, [0, 0]));
    target.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.target !== target) return;
      const place = this.areas?.at((view.getCenter() ?? [0, 0]) as [number, number])[0];
      if (place !== undefined) events.chosen(place, event.shiftKey);
    });
    this.map.on('moveend', () => {
      const at = this.at();
      if (at) events.moved(at);
    });
    this.modify = new Modify({ source: own, pixelTolerance: 12 });
    this.modify.setActive(false);
    this.modify.on('modifyend', () => events.drawn(true));
    this.map.addInteraction(this.modify);
    this.changed = own.on('changefeature', () => events.drawn(false));
  }

  /** Lets corners of own boundaries be dragged, or keeps them as they are. */
  set editable(editable: boolean) {
    this.modify.setActive(editable);
    if (!editable) this.stopDrawing();
  }

  /** Where the map looks. */
  at(): Place | undefined {
    const [e, n] = this.view.getCenter() ?? [];
    const resolution = this.view.getResolution();
    return e !== undefined && n !== undefined && resolution ? { e, n, resolution } : undefined;
  }

  /** Shows other areas; what they are painted with comes after. */
  show(areas: Areas): void {
    if (areas === this.areas) return;
    this.areas = areas;
    this.paint = undefined;
    const first = areas.all[0];
    // Paths have single precision: metres from a point among the areas keep it.
    this.origin = first ? [first.bbox[0], first.bbox[1]] : [0, 0];
    this.paths = areas.all.map(({ rings }) => this.path(rings, true));
    this.borders = this.path(areas.borders, false);
    this.centres = [];
  }

  /** Borders and names of larger areas, for who wants to know where they are; after {@link show}. */
  surroundings(larger: Areas | undefined): void {
    this.context = larger && this.path(larger.borders, false);
    this.names.clear(true);
    this.names.addFeatures(
      (larger?.all ?? []).map(({ name, polygons }) => new Feature({ geometry: new Point(middle(polygons)), name })),
    );
    this.canvas.changed();
  }

  /** Colours the areas that are shown; nothing where there is nothing to show. */
  colour(paint: Paint | undefined): void {
    this.paint = paint;
    this.canvas.changed();
  }

  /** Marks areas: those that are chosen, and the one that is pointed at. */
  mark(chosen: readonly number[], pointed: number | undefined): void {
    this.marks.clear(true);
    const mark = (place: number, kind: string) => {
      const area = this.areas?.all[place];
      if (area)
        this.marks.addFeature(new Feature({ geometry: new MultiPolygon(area.polygons as number[][][][]), kind }));
    };
    if (pointed !== undefined) mark(pointed, 'pointed');
    for (const place of chosen) mark(place, 'chosen');
    this.marks.changed();
  }

  /** Looks where an address says. */
  look({ e, n, resolution }: Place): void {
    this.view.setCenter([e, n]);
    this.view.setResolution(resolution);
  }

  /** Looks at a box of EPSG:3006: least E and N, largest E and N. */
  fit(box: readonly [number, number, number, number], most = CLOSEST): void {
    this.view.fit([...box], { size: this.map.getSize() ?? [400, 400], padding: [20, 20, 20, 20], minResolution: most });
  }

  /** Lets the user draw; each click a corner, or a circle from its middle. */
  startDrawing(kind: 'Polygon' | 'Circle', name: () => string): void {
    this.stopDrawing();
    const drawing = new Draw({ source: this.own, type: kind, freehandCondition: never, stopClick: true });
    drawing.on('drawend', ({ feature }) => {
      const geometry = feature.getGeometry();
      if (geometry instanceof Circle) {
        const [e = 0, n = 0] = geometry.getCenter();
        feature.setGeometry(new Polygon(circle(e, n, geometry.getRadius())));
      }
      feature.set('name', name());
      this.stopDrawing();
      // The feature is in the source after this event.
      queueMicrotask(() => this.events.drawn(true));
    });
    this.drawing = drawing;
    this.map.addInteraction(drawing);
    this.map.addInteraction(new Snap({ features: new Collection<Feature<Geometry>>(this.own.getFeatures()) }));
  }

  stopDrawing(): void {
    if (this.drawing) this.map.removeInteraction(this.drawing);
    this.map
      .getInteractions()
      .getArray()
      .filter((interaction) => interaction instanceof Snap)
      .forEach((snap) => this.map.removeInteraction(snap));
    this.drawing = undefined;
  }

  get isDrawing(): boolean {
    return this.drawing !== undefined;
  }

  resized(): void {
    this.map.updateSize();
  }

  /** The map as it is seen, once all of it is drawn. */
  picture(): Promise<HTMLCanvasElement> {
    return new Promise((done) => {
      this.map.once('rendercomplete', () => {
        const [width = 0, height = 0] = this.map.getSize() ?? [];
        const ratio = window.devicePixelRatio;
        const whole = document.createElement('canvas');
        whole.width = width * ratio;
        whole.height = height * ratio;
        const pen = pencil(whole);
        for (const part of this.target.querySelectorAll<HTMLCanvasElement>('.ol-layer canvas, canvas.ol-layer')) {
          if (!part.width) continue;
          const matrix = /^matrix\(([^)]*)\)$/.exec(part.style.transform)?.[1]?.split(',').map(Number);
          const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = matrix ?? [
            part.clientWidth / part.width || 1,
            0,
            0,
            part.clientHeight / part.height || 1,
          ];
          pen.setTransform(a * ratio, b * ratio, c * ratio, d * ratio, x * ratio, y * ratio);
          pen.drawImage(part, 0, 0);
        }
        done(whole);
      });
      this.map.render();
    });
  }

  /** Lets go of all that maps beside one another share: own boundaries and the view. */
  close(): void {
    this.stopDrawing();
    unByKey(this.changed);
    this.map.setTarget(undefined);
    for (const interaction of [...this.map.getInteractions().getArray()]) this.map.removeInteraction(interaction);
    for (const layer of this.map.getLayers().getArray()) layer.dispose();
    this.map.setLayers([]);
    this.map.setView(new OlView());
    this.map.dispose();
  }

  private path(lines: readonly number[][][], closed: boolean): Path2D {
    const path = new Path2D();
    const [e0, n0] = this.origin;
    for (const line of lines) {
      line.forEach(([e = 0, n = 0], i) => (i ? path.lineTo(e - e0, n - n0) : path.moveTo(e - e0, n - n0)));
      if (closed) path.closePath();
    }
    return path;
  }

  private draw(extent: number[], resolution: number, pixelRatio: number, size: number[]): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.width = size[0] ?? 0;
    canvas.height = size[1] ?? 0;
    const [west = 0, south = 0, east = 0, north = 0] = extent;
    const paint = this.paint;
    if (!paint || !this.areas) return canvas;
    const pen = pencil(canvas);
    const scale = pixelRatio / resolution;
    pen.setTransform(scale, 0, 0, -scale, (this.origin[0] - west) * scale, (north - this.origin[1]) * scale);
    const seen = this.areas.all.flatMap(({ bbox }, place) =>
      bbox[0] <= east && bbox[2] >= west && bbox[1] <= north && bbox[3] >= south ? [place] : [],
    );
    let color = '';
    for (const place of seen) {
      const wanted = (paint.sizes ? paint.ground : paint.colors[place]) ?? paint.ground;
      if (wanted !== color) pen.fillStyle = color = wanted;
      pen.fill(this.paths[place] as Path2D, 'evenodd');
    }
    for (const [hatch, places] of paint.hatched) {
      const pattern = hatchPattern(pen, hatch, paint.hatchColor(hatch), pixelRatio);
      pattern.setTransform(new DOMMatrix().scale(1 / scale));
      pen.fillStyle = pattern;
      for (const place of places) pen.fill(this.paths[place] as Path2D, 'evenodd');
    }
    pen.strokeStyle = paint.outline;
    pen.lineWidth = (0.6 * pixelRatio) / scale;
    pen.lineJoin = 'round';
    pen.stroke(this.borders);
    if (this.context) {
      pen.lineWidth = (1.4 * pixelRatio) / scale;
      pen.stroke(this.context);
    }
    if (paint.sizes) this.symbols(pen, paint, seen, scale, pixelRatio);
    return canvas;
  }

  /** The largest first, so that none is covered wholly. */
  private symbols(
    pen: CanvasRenderingContext2D,
    paint: Paint,
    seen: readonly number[],
    scale: number,
    pixelRatio: number,
  ): void {
    const sizes = paint.sizes ?? [];
    const shown = seen.filter((place) => (sizes[place] ?? 0) > 0).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0));
    pen.lineWidth = pixelRatio / scale;
    pen.strokeStyle = '#fff';
    for (const place of shown) {
      const [e, n] = this.centre(place);
      pen.beginPath();
      pen.arc(e - this.origin[0], n - this.origin[1], ((sizes[place] ?? 0) * pixelRatio) / 2 / scale, 0, 2 * Math.PI);
      pen.fillStyle = paint.colors[place] ?? paint.ground;
      pen.fill();
      pen.stroke();
    }
  }

  private centre(place: number): readonly [number, number] {
    let known = this.centres[place];
    if (!known) {
      const [e = 0, n = 0] = middle(this.areas?.all[place]?.polygons ?? []);
      this.centres[place] = known = [e, n];
    }
    return known;
  }
}

/** A point within the largest part, and in none of its holes. */
function middle(polygons: readonly number[][][][]): number[] {
  const parts = polygons.map((rings) => new Polygon(rings));
  const largest = parts.reduce((a, b) => (b.getArea() > a.getArea() ? b : a), parts[0] ?? new Polygon([]));
  return largest.getInteriorPoint().getCoordinates();
}

function pencil(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  return pen;
}

const MARKS: Readonly<Record<string, Style[]>> = {
  chosen: [
    new Style({ stroke: new Stroke({ color: '#fff', width: 5 }) }),
    new Style({ stroke: new Stroke({ color: '#111', width: 2.5 }) }),
  ],
  pointed: [new Style({ stroke: new Stroke({ color: '#111', width: 1.5 }) })],
};

function markStyle(kind: string): Style[] {
  return MARKS[kind] ?? [];
}

function nameStyle(name: string): Style {
  return new Style({
    text: new Text({
      text: name,
      font: '12px system-ui, sans-serif',
      fill: new Fill({ color: '#333' }),
      stroke: new Stroke({ color: 'rgba(255,255,255,.85)', width: 3 }),
    }),
  });
}

function ownStyle(name: string): Style[] {
  return [
    new Style({ fill: new Fill({ color: 'rgba(200,0,110,.08)' }), stroke: new Stroke({ color: '#fff', width: 5 }) }),
    new Style({
      stroke: new Stroke({ color: '#b3005e', width: 2.5 }),
      text: new Text({
        text: name,
        font: '600 13px system-ui, sans-serif',
        fill: new Fill({ color: '#7a0040' }),
        stroke: new Stroke({ color: '#fff', width: 4 }),
        overflow: true,
      }),
    }),
  ];
}
