import { environmentTypeNames, synthesizeProduct } from '../../catalog/product';
import { products } from '../../products';
import { platformSizes } from '../../products/coverage/sizes';

describe.each(products)('the sizes of $id', (product) => {
  const { sizes, parameters } = product;
  const { Mappings = {} } = synthesizeProduct(product).template;
  const questions = Object.values(parameters).flatMap((group) => Object.values(group));

  it('are all used: read in the template, or overridden in the form', () => {
    const used = (name: string) =>
      Mappings.EnvironmentTypes?.dev?.[name] !== undefined ||
      questions.some((question) => 'overrides' in question && question.overrides === name);
    expect(Object.keys(sizes).filter((name) => !used(name))).toEqual([]);
  });

  it('have values of one kind', () => {
    const kinds = Object.values(sizes).map((size) => new Set(environmentTypeNames.map((type) => typeof size[type])));
    expect(kinds.filter(({ size }) => size !== 1)).toEqual([]);
  });
});

describe('the sizes of the platform', () => {
  it('have a title each, so that a size of several products is declared once', () => {
    const titles = platformSizes().map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('name every product that has them', () => {
    expect(platformSizes()).toContainEqual({
      ...{ title: 'Log retention (days)', dev: 7, test: 14, staging: 30, prod: 365 },
      // A new product may have it too.
      products: expect.arrayContaining(['network', 'data', 'app', 'search', 'delivery', 'publishing']),
    });
  });
});
