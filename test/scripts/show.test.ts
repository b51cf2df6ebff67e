import { PassThrough } from 'node:stream';
import { environmentTypeNames, formParameters } from '../../catalog/product';
import { isOverride } from '../../catalog/product/parameters';
import { loadReleases } from '../../catalog/release';
import { showProduct } from '../../operations/project/show-product';
import { products } from '../../products';
import { data } from '../../products/data/product';
import { projectRoot, runCatalog } from './run-catalog';

/** Text that `show` prints on a terminal of some columns. */
async function shownAt(columns: number, ...args: string[]): Promise<string> {
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns });
  expect(await runCatalog(['show', ...args], { stdout })).toMatchObject({ code: 0, stderr: '' });
  return String(stdout.read());
}

const words = (text: string) => text.replace(/\s+/g, ' ');

it('says of a question what it means, which answers there are, what by-type stands for, and whether it is fixed', async () => {
  const text = words((await runCatalog(['show', 'data'])).stdout);
  expect(text).toContain(
    'DatabaseMinCapacity: Least capacity Aurora capacity units that the database never goes below',
  );
  expect(text).toContain(
    'Answers: by-type, 0, 0.5, 1, 2, 4, 8 By type: dev 0, test 0, staging 0.5, prod 1 Default: by-type Later: can be changed',
  );
  expect(text).toContain('Answers: Type 2 to 21 characters: lower-case letters, digits and hyphens');
  expect(text).toContain('Answers: 3, 2 Default: 3 Later: fixed once launched');
});

it.each([60, 80, 100])('fits into %i columns, but for words that are longer', async (columns) => {
  for (const id of ['data', 'environment']) {
    const lines = (await shownAt(columns, id)).split('\n');
    const long = lines.filter((line) => line.length > columns && /\S\s+\S{1,24}$/.test(line.trim()));
    expect(long).toEqual([]);
    // It isn't narrower than it must be either.
    expect(Math.max(...lines.map(({ length }) => length))).toBeGreaterThan(columns - 12);
  }
});

it('says the whole of each description, however wide the terminal is', async () => {
  const text = words(await shownAt(60, 'data'));
  for (const [name, { label, description }] of formParameters(data.parameters)) {
    expect(text).toContain(`${name}: ${label} ${description.replace(/ By type: .*/, '')}`);
  }
});

it.each(products.map((product) => [product.id, product] as const))(
  'knows what by-type stands for in %s as its sizes have it, and of a release as its descriptions say it',
  async (id, product) => {
    const { questions, releases } = await showProduct({ root: projectRoot }, id);
    const newest = releases.at(-1);
    const ofRelease = newest && (await showProduct({ root: projectRoot }, id, newest.version)).questions;
    for (const [name, definition] of formParameters(product.parameters)) {
      const size = isOverride(definition) ? product.sizes[definition.overrides] : undefined;
      const values = size && environmentTypeNames.map((type) => [type, `${size[type]}`]);
      for (const asked of ofRelease ? [questions, ofRelease] : [questions]) {
        const question = formParameters(asked).find(([key]) => key === name)?.[1];
        expect(question?.byType).toEqual(values && Object.fromEntries(values));
      }
    }
  },
);

it('shows a release as it was released', async () => {
  const [oldest] = loadReleases(`${projectRoot}/products/data`);
  const { stdout } = await runCatalog(['show', 'data', oldest?.version ?? '', '--json']);
  const shown = JSON.parse(stdout);
  expect(shown).toMatchObject({
    ...{ id: 'data', version: oldest?.version },
    parameters: {
      Network: { ZoneCount: { allowedValues: ['3', '2'], default: '3', fixedOnceLaunched: true } },
      Database: { DatabaseMinCapacity: { byType: { dev: '0', test: '0', staging: '0.5', prod: '1' } } },
    },
    exports: { UserPoolId: { description: expect.any(String) } },
  });
  expect(shown.exports.TypeMarker).toBeUndefined();
  const later = JSON.parse((await runCatalog(['show', 'data', '--json'])).stdout);
  expect(later.parameters.Database.DataApi).toBeDefined();
  expect(shown.parameters.Database.DataApi).toBeUndefined();
});

it('refuses a version that was never released', async () => {
  expect(await runCatalog(['show', 'data', '9.9.9'])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('9.9.9'),
  });
});
