import { asProduct, asProton, type SampleBundle } from './bundles';

type Inputs = Readonly<Record<string, unknown>>;

/** A template of topics whose properties are given. */
const topic = (properties: string) => `Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n${properties}`;

const size = { type: 'string', enum: ['small', 'large'], default: 'small' };
const text = { type: 'string', minLength: 1 };
const subnets = { type: 'array', items: { type: 'string' } };

const cases: readonly (readonly [string, SampleBundle, readonly Inputs[]])[] = [
  [
    'an input of an environment, in quotes and without, alone and inside text',
    {
      kind: 'environment',
      inputs: { my_name: text, port: { type: 'integer', minimum: 1, maximum: 65535, default: 80 } },
      required: ['my_name'],
      template: topic(`      TopicName: '{{ environment.inputs.my_name }}'
      DisplayName: "{{environment.name}} {{ environment.inputs['my_name'] }}:{{ environment.inputs.port }}"
      Tags:
        - { Key: port, Value: {{ environment.inputs.port }} }
        - { Key: account, Value: "{{ environment.account_id }}" }
`),
    },
    [
      { my_name: 'one', port: 8080 },
      { my_name: 'yes', port: 1 },
    ],
  ],
  [
    "names and inputs of a service, and its environment's outputs",
    {
      kind: 'service',
      inputs: { memory: { type: 'number', default: 512 } },
      template: `${topic(`      TopicName: '{{ service.name }}-{{ service_instance.name }}'
      DisplayName: '{{ environment.outputs.VpcId }}'
      KmsMasterKeyId: !Sub '\${AWS::Partition}/{{ environment.outputs.KeyId }}/{{ service_instance.inputs.memory }}'
`)}Outputs:
  Endpoint:
    Value: 'http://{{ environment.outputs.Domain }}/{{ service.name }}'
`,
    },
    [{ memory: 512 }],
  ],
  [
    'a block on a condition, with elif and else, in a list and around properties and resources',
    {
      kind: 'service',
      inputs: { size, public: { type: 'string', enum: ['yes', 'no'] } },
      required: ['public'],
      template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      {% if service_instance.inputs.size == 'large' %}
      DisplayName: large
      {% elif service_instance.inputs.public == 'yes' %}
      DisplayName: public
      {% else %}
      KmsMasterKeyId: alias/aws/sns
      {% endif %}
      Tags:
        - { Key: always, Value: here }
      {%- if service_instance.inputs.public == 'yes' and not (service_instance.inputs.size == 'large') %}
        - { Key: seldom, Value: here }
      {%- endif %}
        - { Key: last, Value: here }
{% if service_instance.inputs.size != 'small' %}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: {% if service_instance.inputs.public == 'yes' %}5{% else %}7{% endif %}
  {% if service_instance.inputs.public in ['yes', 'maybe'] or service_instance.inputs.size == 'small' %}
  Inner:
    Type: AWS::SQS::Queue
  {% endif %}
{% endif %}
Outputs:
  Name: { Value: !GetAtt Topic.TopicName }
{% if service_instance.inputs.size == 'large' %}
  QueueArn: { Value: !GetAtt Queue.Arn }
{% endif %}
`,
    },
    ['small', 'large'].flatMap((each) => ['yes', 'no'].map((open) => ({ size: each, public: open }))),
  ],
  [
    'inline conditionals, joined text and filters that can be computed',
    {
      kind: 'environment',
      inputs: { size, name: text, zones: subnets },
      required: ['name', 'zones'],
      template:
        topic(`      DisplayName: '{{ "big" if environment.inputs.size == "large" else environment.inputs.name }}'
      TopicName: '{{ environment.inputs.size | upper }}-{{ ("a" ~ environment.inputs.name) + "b" }}-{{ "X" | lower }}'
      KmsMasterKeyId: '{{ environment.inputs.zones | join("+") }}'
`),
    },
    ['small', 'large'].map((each) => ({ size: each, name: 'n', zones: ['a', 'b'] })),
  ],
  [
    'defaults of what may be missing',
    {
      kind: 'environment',
      inputs: { alias: text, note: { type: 'string' } },
      template: topic(`      DisplayName: '{{ environment.inputs.alias | default("none") }}'
      TopicName: '{{ environment.inputs.note | default("nothing", true) }}'
      KmsMasterKeyId: 'a{{ environment.inputs.note | default("") }}'
      {% if environment.inputs.alias is defined %}
      SignatureVersion: '2'
      {% endif %}
      {% if environment.inputs.note %}
      TracingConfig: Active
      {% endif %}
`),
    },
    [{}, { alias: 'x' }, { note: 'y' }, { alias: 'x', note: 'y' }],
  ],
  [
    'variables, loops over lists that are written out, comments and raw text',
    {
      kind: 'environment',
      inputs: { name: text },
      required: ['name'],
      template: `{% set prefix = 'p-' ~ environment.inputs.name %}{# nobody reads {{ this }} #}
Resources:
{% for color in ['Red', 'Blue'] %}
  {{ color }}Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{ prefix }}-{{ color | lower }}-{{ loop.index }}{% if not loop.last %}-more{% endif %}'
      DisplayName: '{% raw %}{{resolve:ssm:/a/b}}{% endraw %}'
{% endfor %}
`,
    },
    [{ name: 'n' }],
  ],
  [
    'a loop that makes a list of the list that it goes through, and a list printed as it is',
    {
      kind: 'service',
      inputs: { subnets },
      required: ['subnets'],
      template: `Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds:
        {% for subnet in service_instance.inputs.subnets %}
          - '{{ subnet }}'
        {% endfor %}
`,
    },
    [{ subnets: ['a'] }, { subnets: ['a', 'b', 'c'] }],
  ],
  [
    'mappings that hold inputs, and mappings that hold none',
    {
      kind: 'environment',
      inputs: { cidr: text },
      required: ['cidr'],
      template: `Mappings:
  Network: { Vpc: { Cidr: '{{ environment.inputs.cidr }}' } }
  Fixed: { us-east-1: { Name: here } }
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: !FindInMap [Network, Vpc, Cidr]
      InstanceTenancy: !FindInMap [Fixed, !Ref 'AWS::Region', Name]
`,
    },
    [{ cidr: '10.0.0.0/16' }],
  ],
  [
    'a condition around the last resources and the outputs, and one that ends in another resource',
    {
      kind: 'service',
      inputs: { size, image: text },
      template: `Mappings:
  Sizes: { small: { memory: 512 }, large: { memory: 1024 } }
Resources:
  First:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !FindInMap [Sizes, {{ service_instance.inputs.size }}, memory]
      {% if service_instance.inputs.size == 'large' %}
      FifoTopic: true
  Second:
    Type: AWS::SNS::Topic
    Properties:
      {% else %}
      FifoTopic: false
      {% endif %}
      TopicName: either
  # {{ service_instance.inputs.nothing }} is read by nobody here
  {% if service_instance.inputs.image is defined %}
  Third:
    Type: AWS::SNS::Topic
Outputs:
  Name:
    Value: !GetAtt Third.TopicName
  {% endif %}
`,
    },
    [{ size: 'small' }, { size: 'large' }, { size: 'small', image: 'a' }, { size: 'large', image: 'a' }],
  ],
  [
    "the template's own conditions and functions beside Jinja's",
    {
      kind: 'environment',
      inputs: { size },
      template: `Conditions:
  Here: !Equals [!Ref 'AWS::Region', us-east-1]
  Large: !Equals ['{{ environment.inputs.size }}', large]
Resources:
  {% if environment.inputs.size == 'large' %}
  Topic:
    Type: AWS::SNS::Topic
    Condition: Here
    Properties:
      DisplayName: !If [Large, '{{ environment.inputs.size }}', !Join ['-', [a, '{{ environment.inputs.size }}']]]
  {% endif %}
  Other:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub ['\${A}-\${AWS::Region}-{{ environment.inputs.size }}', { A: '{{ environment.name }}' }]
`,
    },
    [{ size: 'small' }, { size: 'large' }],
  ],
];

describe.each(cases)('%s', (_, bundle, allInputs) => {
  it.each(allInputs)('gives what Proton gave: %j', (inputs) => {
    expect(asProduct(bundle, inputs)).toEqual(asProton(bundle, inputs));
  });
});

describe('a boolean', () => {
  const bundle: SampleBundle = {
    kind: 'environment',
    inputs: { flag: { type: 'boolean', default: false } },
    template: topic(`      FifoTopic: {{ environment.inputs.flag }}
      DisplayName: 'is {{ environment.inputs.flag }}'
      {% if environment.inputs.flag %}
      TopicName: one.fifo
      {% endif %}
`),
  };

  it.each([
    [true, { FifoTopic: 'true', DisplayName: 'is True', TopicName: 'one.fifo' }],
    [false, { FifoTopic: 'false', DisplayName: 'is False' }],
  ])('%s is printed as Python prints it, and stays one where it stands alone', (flag, properties) => {
    expect(asProduct(bundle, { flag }).resources).toMatchObject({ Topic: { properties } });
    expect(JSON.stringify(asProduct(bundle, { flag }).resources).includes('TopicName')).toBe(flag);
  });
});
