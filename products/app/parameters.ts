import { byType, type ParameterGroups } from '../../catalog/product';
import { baseEnvironment, customerKey, subdomain, taskImage } from '../shared/form/questions';
import { containerPort, healthCheckPath, maxTasks, minTasks, taskSize } from '../shared/form/tier-questions';
import { apiRates } from './api/usage-plan';
import { appSizes } from './sizes';
import { placeholderImage } from './web/placeholder';

/** Content-Security-Policy where the form says nothing else: it allows own pages, AWS's APIs and login, nothing framed. */
const defaultPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "font-src 'self' data:",
  "connect-src 'self' https://*.amazonaws.com https://*.amazoncognito.com",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self' https://*.amazoncognito.com",
  "object-src 'none'",
].join('; ');

/** The questions of the app tier, after the environment's. */
export const appParameters = {
  'Shared environment': {
    BaseEnvironment: {
      ...baseEnvironment,
      description:
        'Name of another environment whose network and data tiers this one uses, instead of its own: a cheap way to try ' +
        'something with the data that is there. Only for dev and test, and of the same type. Leave it empty for an ' +
        'environment with tiers of its own. It is fixed once launched.',
    },
  },
  Address: {
    UseDomain: {
      label: 'Serve under the domain of the network tier',
      description:
        'Say yes once the network tier has a domain with a certificate (its output CertificateArn is not none): the ' +
        'application is served over TLS, and plain HTTP is redirected. With no, it is served over plain HTTP under the ' +
        'name of the load balancer, which only dev and test may do.',
      allowedValues: ['no', 'yes'],
      default: 'no',
      constraintDescription: 'Choose yes in an environment whose network has a certificate, else no.',
    },
    Subdomain: {
      ...subdomain,
      description:
        'The application answers to this name below the domain, for example www for www.example.com. Leave it empty for ' +
        'the domain itself. An environment with a base needs one, since the domain itself belongs to the base.',
    },
    RoutingPolicy: {
      label: 'Routing policy of the DNS record',
      description:
        'simple: this load balancer answers. failover: this is one of two regions, the second answers while the first is ' +
        'unhealthy. latency: each visitor gets the nearest healthy region. none: no record. Only with a domain. To ' +
        'change from one to another, update to none first, in two regions both of them before either goes on: records of ' +
        'one name with different policies exclude each other.',
      allowedValues: ['simple', 'failover', 'latency', 'none'],
      default: 'simple',
      constraintDescription: 'Choose none, simple, failover or latency.',
    },
    FailoverRole: {
      label: 'Role in a failover',
      description:
        'Whether this region answers first (PRIMARY) or steps in (SECONDARY). Only counts with failover. Each role is ' +
        'one region only: to swap them, update the secondary region to RoutingPolicy none first.',
      allowedValues: ['PRIMARY', 'SECONDARY'],
      default: 'PRIMARY',
      constraintDescription: 'Choose PRIMARY or SECONDARY.',
    },
  },
  Application: {
    Image: {
      ...taskImage,
      label: 'Container image',
      description:
        'Image of the web application, by tag or digest, for Linux on x86-64: from Amazon ECR of this account and ' +
        'region, or public. The default is a placeholder that only says hello.',
      default: placeholderImage,
      example: 'public.ecr.aws/nginx/nginx:1.29',
    },
    ContainerPort: containerPort,
    HealthCheckPath: healthCheckPath,
    TaskSize: taskSize,
    MinTasks: minTasks,
    MaxTasks: maxTasks,
    ExecuteCommand: {
      label: 'Let operators open a shell in a task',
      description:
        'Whether "aws ecs execute-command" works. What is typed is logged. Leave it off where nobody debugs a task. ' +
        'Another answer replaces the tasks, one after the other.',
      allowedValues: ['no', 'yes'],
      default: 'no',
      constraintDescription: 'Choose yes or no.',
    },
  },
  API: {
    ApiPath: {
      label: 'Path of the API beside the application',
      description:
        'Requests below this path of the web address go to the API function, all others to the application. Everybody ' +
        'may read there; what needs a signed-in user goes to the REST API.',
      default: '/api',
      example: '/content-api',
      allowedPattern: '^/[a-z0-9][a-z0-9-]{0,39}$',
      constraintDescription: 'Type one path segment of lower-case letters, digits and hyphens, for example /api.',
    },
    ApiRateLimit: {
      label: 'Requests a second to the REST API',
      description:
        'How many requests a second the usage plan lets through on average; twice as many may come at once. What exceeds ' +
        'it is answered with 429.',
      allowedValues: apiRates.map(String),
      default: '50',
      constraintDescription: 'Choose a number of requests from the list.',
    },
  },
  Protection: {
    RequestLimit: {
      label: 'Requests from one address in five minutes',
      description: 'The firewall refuses an IP address beyond it until it calms down.',
      type: 'Number',
      default: 2000,
      example: '500',
      minValue: 100,
      maxValue: 2000000,
      constraintDescription: 'Type a number from 100 to 2000000.',
    },
    ContentSecurityPolicy: {
      label: 'Content-Security-Policy',
      description:
        'The load balancer adds this header to every answer. It says what pages may load and who may frame them.',
      default: defaultPolicy,
      example: "default-src 'self'; frame-ancestors 'none'",
      allowedPattern: '^[A-Za-z0-9][ -~]*$',
      maxLength: 1000,
      constraintDescription: 'Type the value of the header in printable ASCII, at most 1000 characters.',
    },
    CustomerKey: {
      ...customerKey,
      description:
        'Say yes exactly if the data tier was launched with a customer key: queues and logs are encrypted with it too, ' +
        'and the workloads may use it. The policy of the key must let CloudWatch Logs and EventBridge use it.',
    },
  },
  Logs: {
    LogRetention: byType(appSizes, 'logRetentionDays', {
      label: 'Retention in days',
      description: 'How long the logs of the application, the API, the functions and the firewall are kept.',
      allowedValues: ['7', '30', '90', '365', '731'],
      constraintDescription: 'Choose by-type or a number of days from the list.',
    }),
  },
} satisfies ParameterGroups;
