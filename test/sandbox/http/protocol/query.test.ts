import * as cloudformation from '@aws-sdk/client-cloudformation';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { ServiceModel } from '../../../../sandbox/http/protocol/model';
import { readQuery, writeQuery } from '../../../../sandbox/http/protocol/query';
import { escapeXml } from '../../../../sandbox/http/protocol/xml';

const model = new ServiceModel(cloudformation);
const input = model.operation('CreateStack')?.input;
const output = model.operation('DescribeStacks')?.output;

function read(fields: Record<string, string>) {
  return readQuery(input, new URLSearchParams(fields));
}

test('lists are read in the order of their numbers, not of their fields', () => {
  const fields = {
    StackName: 's',
    'Capabilities.member.10': 'third',
    'Capabilities.member.2': 'second',
    'Capabilities.member.1': 'first',
    'Parameters.member.1.ParameterKey': 'k',
    'Parameters.member.1.UsePreviousValue': 'true',
    Unknown: 'x',
  };
  expect(read(fields)).toEqual({
    StackName: 's',
    Capabilities: ['first', 'second', 'third'],
    Parameters: [{ ParameterKey: 'k', UsePreviousValue: true }],
  });
});

test.each([
  ['a boolean', { DisableRollback: 'yes' }],
  ['a number', { TimeoutInMinutes: 'soon' }],
  ['an empty number', { TimeoutInMinutes: '' }],
])('refuses what is not %s', (_what, fields) => {
  expect(() => read(fields)).toThrow(expect.objectContaining({ code: 'MalformedInput' }));
});

test('refuses names that are deeper than any input', () => {
  expect(() => read({ [Array.from({ length: 40 }, () => 'a').join('.')]: 'x' })).toThrow(
    expect.objectContaining({ code: 'MalformedQueryString' }),
  );
});

test('an answer is well-formed XML, whatever the texts in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (StackName) => {
      const answer = { Stacks: [{ StackName, CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' }] };
      const xml = writeQuery('DescribeStacks', { namespace: 'urn:x', requestId: '1' }, output, answer);
      expect(XMLValidator.validate(xml)).toBe(true);
      expect(xml).toContain('<CreationTime>1970-01-01T00:00:00.000Z</CreationTime>');
    }),
  );
});

test('characters that XML has no place for become the replacement character', () => {
  expect(escapeXml('a\u0000<&>"\r\u001f\uffff')).toBe('a\ufffd&lt;&amp;&gt;&quot;&#xD;\ufffd\ufffd');
});
