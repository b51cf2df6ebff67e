import { readStackTemplate } from '../../../operations/aws/stack-template';

it('refuses the template of a stack that can’t be read, by the stack’s name', () => {
  expect(() => readStackTemplate('one', '{"Resources": ')).toThrow(
    expect.objectContaining({
      code: 'unreadable-template',
      message: expect.stringMatching(/^The template of one can't be read, .*JSON not well-formed/),
    }),
  );
});

it('reads one as CloudFormation does', () => {
  expect(readStackTemplate('one', 'Resources: {A: {Type: AWS::SNS::Topic}}').Resources).toEqual({
    A: { Type: 'AWS::SNS::Topic' },
  });
});
