import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=111111111111/20260101/us-east-1/${service}/aws4_request`,
});

async function answer(path: string, init: RequestInit): Promise<{ status: number; type: string | null; text: string }> {
  const response = await fetch(`${sandbox.url}${path}`, init);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

// https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#operation-error-serialization
it('refuses a service that it lacks in EC2’s format where EC2 is asked', async () => {
  const body = 'Action=DescribeVpcs&Version=2016-11-15';
  const { status, type, text } = await answer('/', { method: 'POST', headers: { ...FORM, ...signed('ec2') }, body });
  expect([status, type]).toEqual([404, 'text/xml']);
  expect(text).toMatch(
    /^<Response><Errors><Error><Code>UnknownOperationException<\/Code><Message>The sandbox has no service ec2<\/Message><\/Error><\/Errors><RequestID>.+<\/RequestID><\/Response>$/,
  );
});

// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization
it.each(['elasticloadbalancing', 'autoscaling', 'monitoring'])(
  'refuses a service that it lacks as query services do where %s is asked by a form',
  async (service) => {
    const headers = { ...FORM, ...signed(service) };
    const { status, text } = await answer('/', { method: 'POST', headers, body: 'Action=Describe&Version=2015-12-01' });
    expect(status).toBe(404);
    expect(text).toMatch(
      new RegExp(
        `^<ErrorResponse><Error><Type>Sender</Type><Code>.+</Code><Message>The sandbox has no service ${service}<`,
      ),
    );
  },
);

it('refuses a service that it lacks in JSON where JSON is asked', async () => {
  const headers = { 'x-amz-target': 'Kinesis_20131202.ListStreams', ...signed('kinesis') };
  const { status, text } = await answer('/', { method: 'POST', headers, body: '{}' });
  expect([status, JSON.parse(text)]).toEqual([
    404,
    { __type: 'UnknownOperationException', message: 'The sandbox has no service kinesis' },
  ]);
});

it('refuses an unsigned query in XML', async () => {
  const body = 'Action=AssumeRoleWithWebIdentity&Version=2011-06-15';
  const { status, text } = await answer('/', { method: 'POST', headers: FORM, body });
  expect(status).toBe(403);
  expect(text).toContain('<Code>MissingAuthenticationToken</Code>');
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
it('refuses an unsigned request for an object in S3’s words', async () => {
  const { status, text } = await answer('/some-bucket/some/key', {});
  expect(status).toBe(403);
  expect(text).toMatch(
    /^<Error><Code>AccessDenied<\/Code><Message>Access Denied<\/Message><Resource>\/some-bucket\/some\/key<\/Resource>/,
  );
});

it('refuses an unsigned call in JSON where JSON is asked', async () => {
  const headers = { 'x-amz-target': 'AmazonSSM.GetParameter', 'content-type': 'application/x-amz-json-1.1' };
  const { status, text } = await answer('/', { method: 'POST', headers, body: '{}' });
  expect([status, JSON.parse(text).__type]).toEqual([403, 'MissingAuthenticationTokenException']);
});
