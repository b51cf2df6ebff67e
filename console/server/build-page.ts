import { basename, resolve } from 'node:path';

/** File of the page, as it is answered. */
export interface Asset {
  readonly type: string;
  readonly body: Uint8Array;
}

/** The page: its document, which every address gets, and the files that it names, by path. */
export interface Page {
  readonly document: Asset;
  readonly files: ReadonlyMap<string, Asset>;
}

/** Types of the files that a build makes, by ending. */
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/**
 * Builds the page in memory, from what `npm ci` has brought: no step of an installation has to be remembered, and no path of
 * a request ever reaches the file system.
 */
export async function buildPage(): Promise<Page> {
  const { build, stop } = await import('esbuild');
  const browser = resolve(__dirname, '../browser');
  const { outputFiles, metafile } = await build({
    entryPoints: { main: resolve(browser, 'main.tsx') },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    write: false,
    metafile: true,
    outdir: '/assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl' },
    tsconfig: resolve(browser, 'tsconfig.json'),
    logLevel: 'silent',
    plugins: [
      {
        name: 'no-backtracking',
        // Only Node can put a deadline on such a match: what needs it is left to AWS.
        setup({ onResolve }) {
          onResolve({ filter: /\/backtracking-pattern$/ }, () => ({ path: resolve(browser, 'no-backtracking.ts') }));
        },
      },
    ],
  });
  await stop();
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith('main.tsx'));
  const script = `/assets/${basename(entry?.[0] ?? '')}`;
  const style = `/assets/${basename(entry?.[1].cssBundle ?? '')}`;
  const files = outputFiles.map(({ path, contents }) => {
    const name = basename(path);
    return [`/assets/${name}`, { type: TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain', body: contents }] as const;
  });
  return {
    document: { type: 'text/html; charset=utf-8', body: Buffer.from(documentText({ script, style })) },
    files: new Map(files),
  };
}

function documentText({ script, style }: { readonly script: string; readonly style: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bellyfed catalog</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body><div id="page"></div><noscript>The console needs JavaScript.</noscript></body>
</html>
`;
}
