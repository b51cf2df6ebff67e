import { DetailedError, detailsOf } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';

it('is known as any other error of ours, with what a program reads beside the message', () => {
  const remedies = [{ do: 'read', document: 'docs/runbook.md' }] as const;
  const error = new DetailedError('some-code', 'It is so.', { remedies });
  expect(error).toBeInstanceOf(CatalogError);
  expect(error).toMatchObject({ name: 'CatalogError', code: 'some-code', message: 'It is so.', problems: [] });
  expect(detailsOf(error)).toMatchObject({ remedies });
});

it.each([[new CatalogError('some-code', 'It is so.')], [new Error('Broken.')], ['text'], [undefined]])(
  'has no details to read where it is another: %s',
  (error) => {
    expect(detailsOf(error)).toEqual({});
  },
);
