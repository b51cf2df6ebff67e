import * as ssm from '@aws-sdk/client-ssm';
import { readJson, writeJson } from '../../../../sandbox/http/protocol/json';
import { ServiceModel } from '../../../../sandbox/http/protocol/model';

const model = new ServiceModel(ssm);
const input = model.operation('PutParameter')?.input;
const output = model.operation('GetParameter')?.output;

function read(text: string) {
  return readJson(input, Buffer.from(text));
}

test('keeps what the schema knows, drops the rest and what is null', () => {
  const text = '{"Name":"a","Overwrite":true,"Unknown":1,"Description":null,"Tags":[{"Key":"k","Value":"v"},null]}';
  expect(read(text)).toEqual({ Name: 'a', Overwrite: true, Tags: [{ Key: 'k', Value: 'v' }] });
});

test('an empty body is an empty input', () => {
  expect(read('')).toEqual({});
});

test.each(['{', '[]', '"text"', 'null', '{"Name":1}', '{"Overwrite":"true"}', '{"Tags":{}}', '{"Tags":["k"]}'])(
  'refuses %s',
  (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'SerializationException' }));
  },
);

test('members named like those of every object are members like others', () => {
  expect(read('{"__proto__":{"Name":"x"},"constructor":1}')).toEqual({});
});

test('writes dates as seconds and leaves out what the schema does not know', () => {
  const answer = { Parameter: { Name: 'a', LastModifiedDate: new Date(1_500), Secret: 'x', Version: 1 } };
  expect(JSON.parse(writeJson(output, answer))).toEqual({
    Parameter: { Name: 'a', LastModifiedDate: 1.5, Version: 1 },
  });
});
