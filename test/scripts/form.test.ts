import { renderProduct } from '../../catalog/product';
import { parseTemplate } from '../../catalog/template';
import { environment } from '../../products/environment/product';
import { runCatalog } from './run-catalog';

const plain = (text: string) => text.replaceAll(/\s+/g, ' ');

it('shows what the template tells the console: groups in order, labels, fields, help and refusals', async () => {
  const { code, stdout } = await runCatalog(['form', 'environment']);
  expect(code).toBe(0);
  const { Metadata, Parameters = {}, Rules = {} } = parseTemplate(renderProduct(environment));
  const { ParameterGroups, ParameterLabels } = JSON.parse(JSON.stringify(Metadata))['AWS::CloudFormation::Interface'];
  const words = plain(stdout);
  let at = 0;
  for (const { Label, Parameters: names } of ParameterGroups) {
    const texts = names.flatMap((name: string) => [ParameterLabels[name].default, Parameters[name]?.Description]);
    for (const text of [Label.default, ...texts]) {
      const next = words.indexOf(plain(text), at);
      expect([text, next >= at]).toEqual([text, true]);
      at = next;
    }
  }
  for (const { Assertions } of Object.values(Rules)) {
    for (const { AssertDescription = '' } of Assertions) expect(words).toContain(plain(AssertDescription));
  }
  expect(words).toContain('Size of a task [ small ▾ ] medium, large, xlarge');
  expect(words).toContain('Port of the container [ 3000 ]');
  expect(words).toContain('Environment name (must be answered) [ ]');
});

it('wraps where nobody knows the width', async () => {
  const { stdout } = await runCatalog(['form', 'data']);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

it('shows a release as it was, for a program too', async () => {
  const { stdout } = await runCatalog(['form', 'environment', '1.4.1', '--json']);
  const { version, groups, rules } = JSON.parse(stdout);
  expect(version).toBe('1.4.1');
  expect(groups.Application).toHaveProperty('Image');
  expect(groups.Application).not.toHaveProperty('TaskSize');
  expect(rules).toContainEqual(expect.stringContaining('Only dev and test may use'));
});

it('refuses a release that there is not', async () => {
  expect(await runCatalog(['form', 'data', '9.0.0'])).toMatchObject({ code: 1, stdout: '' });
});
