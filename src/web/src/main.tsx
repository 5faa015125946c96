import 'ol/ol.css';
import { render } from 'preact';
import { App } from './app';
import { Documents } from './documents';
import './main.css';
import { Numbers } from './numbers';
import { PageContext } from './page';
import { LANGUAGES, type Language } from './texts';

/** The page's frame comes from the server, with the language it chose. */
async function start(app: HTMLElement): Promise<void> {
  const language: Language = app.dataset.language === 'en' ? 'en' : 'sv';
  const texts = LANGUAGES[language];
  const documents = new Documents(language, location.href, texts.noAnswer);
  // What stands here is for who has no JavaScript.
  app.replaceChildren(texts.loading);
  try {
    const catalogue = await documents.catalogue();
    app.replaceChildren();
    const page = { language, texts, numbers: new Numbers(language), documents, catalogue };
    const embedded = new URL(location.href).searchParams.has('embed');
    render(
      <PageContext.Provider value={page}>
        <App embedded={embedded} />
      </PageContext.Provider>,
      app,
    );
  } catch (trouble) {
    const again = document.createElement('button');
    again.textContent = texts.again;
    again.addEventListener('click', () => void start(app));
    app.replaceChildren((trouble as Error).message, ' ', again);
  }
}

const app = document.getElementById('app');
if (app) void start(app);
