/** `docs/deployment.md` describes the settings that there are, with the defaults that they have. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings } from '../../portfolios/context';
import schema from '../../portfolios/context.schema.json';
import { stackNames } from '../../portfolios/publish';

const page = readFileSync(join(__dirname, '../../docs/deployment.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| `'));

const { hub, support, tagOptions, developers, production, platform, ...texts } = schema.properties;
const keys = [
  ...Object.keys(texts),
  ...Object.keys(hub.properties).map((key) => `hub.${key}`),
  ...Object.keys(support.properties).map((key) => `support.${key}`),
  ...['developers', 'production'].flatMap((portfolio) =>
    Object.keys(schema.definitions.portfolio.properties).map((key) => `${portfolio}.${key}`),
  ),
  ...Object.keys(platform.properties).map((key) => `platform.${key}`),
  'tagOptions.<Key>',
];

it('knows of no portfolio that is shared and described differently from the others', () => {
  expect([developers, production]).toEqual(Array(2).fill({ $ref: '#/definitions/portfolio' }));
  expect(tagOptions.type).toBe('object');
});

it.each(keys)('the page has a row for %s', (key) => {
  expect(rows.filter((row) => row.split('|')[1]?.includes(`\`${key}\``))).toHaveLength(1);
});

it.each([
  ['provider', [defaultSettings.provider]],
  ['developers.roles', defaultSettings.developers.roles],
  ['production.roles', defaultSettings.production.roles],
  ['platform.roles', defaultSettings.platform.roles],
  ['reservedNames', defaultSettings.reservedNames],
  ['tagOptions.<Key>', Object.entries(defaultSettings.tagOptions).flatMap(([key, values]) => [key, ...values])],
])('the page gives the default of %s', (key, values) => {
  const row = rows.find((line) => line.startsWith(`| \`${key}\``));
  const shown = [...(row?.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)].map(([, value]) => value);
  expect(shown).toEqual(values);
});

it.each(Object.values(stackNames))('the page has a row for the stack %s', (name) => {
  expect(rows.some((row) => row.startsWith(`| \`${name}\``))).toBe(true);
});
