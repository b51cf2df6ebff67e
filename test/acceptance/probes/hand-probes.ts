import type { Assumption } from '../assumption';
import type { Probe } from './probe';

/** Probe that a person makes: what it makes costs next to nothing where nothing is said. */
function byHand(
  assumption: Assumption,
  { makes, usd = 0, minutes, steps }: { makes: string; usd?: number; minutes: number; steps: readonly string[] },
): Probe {
  return { id: assumption.id, assumptions: [assumption], makes, usd, minutes, way: { kind: 'hand', steps } };
}

/** Probes of sharing, which take a second account, or an organization of one's own. */
const sharing: readonly Probe[] = [
  byHand(
    {
      id: 'topic-without-account',
      text: "A launch, an update and a termination fail where the hub's topic no longer lets the account publish.",
      stands: "The topic's and the key's policies cover every account that still has a share.",
      mend: {
        where: ['portfolios/stacks/launch-events.ts', 'portfolios/stacks/hub-stack.ts'],
        change: 'Drop the account from the policies with its line in the context.',
      },
    },
    {
      makes: 'in a second account: one launch of network',
      usd: 0.1,
      minutes: 20,
      steps: [
        'Share, deploy the spoke and launch network in the second account (docs/deployment.md).',
        "Take the account out of the topic's policy: aws sns set-topic-attributes --attribute-name Policy …",
        'catalog upgrade <name> -p FlowLogRetention=14, then terminate, then launch: note which of them AWS refuses, and the words.',
      ],
    },
  ),
  byHand(
    {
      id: 'imported-constraints',
      text: "Constraints and TagOptions of the hub hold in a recipient's own portfolio too.",
      stands: 'What docs/receiving-administrator.md says under "Stricter rules".',
      mend: {
        where: ['docs/receiving-administrator.md', 'portfolios/offers/received-portfolio.ts'],
        change: 'Say which do not, and make them in the stack of the receiving account.',
      },
    },
    {
      makes: 'in a second account: a portfolio of its own with a received product',
      minutes: 10,
      steps: [
        'Deploy the spoke with DevelopersLocalPortfolioName and the product ids.',
        'aws servicecatalog list-launch-paths --product-id <id>: look at ConstraintSummaries.',
        'aws servicecatalog describe-provisioning-parameters … --path-id <own>: NOTIFICATION, RESOURCE_UPDATE, TagOptions?',
      ],
    },
  ),
  byHand(
    {
      id: 'account-moves-units',
      text: 'An account that moves between two target units of a stack set with retention keeps its old stack, and the new one fails.',
      stands: 'The advice to aim the stack set at one unit for the life of an account.',
      mend: { where: ['docs/receiving-administrator.md', 'docs/runbook.md'], change: 'Drop the advice, and the row.' },
    },
    {
      makes: 'in an organization with two units: a spoke by a stack set',
      minutes: 30,
      steps: [
        'Deploy the spoke to both units by a stack set with RetainStacksOnAccountRemoval.',
        'aws organizations move-account …; after 10 minutes aws cloudformation list-stack-instances: statuses and reasons.',
      ],
    },
  ),
];

/** Probes of what a launched environment does over hours. */
const environment: readonly Probe[] = [
  byHand(
    {
      id: 'backup-metric-dimensions',
      text: 'AWS/Backup has metrics with the dimension BackupVaultName alone.',
      stands: 'The alarm BackupFailures and its panel.',
      mend: {
        where: [
          'products/observability/dashboards/panels/data.ts',
          'products/observability/alarms/definitions/stores.ts',
        ],
        change: 'Count the event "Backup Job State Change" with FAILED, ABORTED, EXPIRED instead.',
      },
    },
    {
      makes: 'one backup of an empty file system',
      usd: 0.01,
      minutes: 40,
      steps: [
        'Launch data; aws backup start-backup-job --backup-vault-name <BackupVaultName> --resource-arn <file system> --iam-role-arn <BackupRole>.',
        'aws backup describe-backup-job: COMPLETED? Half an hour later: aws cloudwatch list-metrics --namespace AWS/Backup.',
      ],
    },
  ),
  byHand(
    {
      id: 'paused-database-memory',
      text: 'FreeableMemory of a database that is paused at 0 ACU is 0, or missing.',
      stands: 'The alarm on memory counts only while the capacity is above 0, which is right either way.',
      mend: {
        where: ['products/observability/alarms/definitions/database.ts'],
        change: 'Where neither is so: count by ACUUtilization.',
      },
    },
    {
      makes: 'data and observability, overnight',
      usd: 2,
      minutes: 720,
      steps: [
        'Launch network, data and observability as dev, and leave them alone overnight.',
        'aws cloudwatch get-metric-statistics --namespace AWS/RDS --metric-name FreeableMemory …, and the state of DatabaseMemory.',
      ],
    },
  ),
  byHand(
    {
      id: 'insights-keep-awake',
      text: 'Performance Insights let a database pause at 0 ACU.',
      stands: 'DatabaseMonitoring yes in dev costs no capacity.',
      mend: {
        where: ['products/data/README.md', 'products/data/parameters.ts'],
        change: 'Say that it keeps the database awake.',
      },
    },
    {
      makes: 'data, overnight',
      usd: 2,
      minutes: 720,
      steps: [
        'Launch data as dev with DatabaseMonitoring=yes; the next day: ServerlessDatabaseCapacity at 0 for a while?',
      ],
    },
  ),
  byHand(
    {
      id: 'elastic-io-limit',
      text: 'PercentIOLimit is reported for a file system with elastic throughput.',
      stands: 'The alarm FileSystemLimit.',
      mend: { where: ['products/observability/alarms/definitions/stores.ts'], change: 'Watch MeteredIOBytes instead.' },
    },
    {
      makes: 'data and search, for some hours',
      usd: 1,
      minutes: 240,
      steps: [
        'Launch search as dev, then aws cloudwatch list-metrics --namespace AWS/EFS --metric-name PercentIOLimit.',
      ],
    },
  ),
  byHand(
    {
      id: 'lock-after-kill',
      text: 'A search node that was killed hard starts again on its directory by itself.',
      stands: 'Nothing has to be done by hand after a node was lost.',
      mend: {
        where: ['products/search/nodes/node.ts', 'docs/runbook.md'],
        change: 'Take the lock away at the start, and say so.',
      },
    },
    {
      makes: 'search, for an hour',
      usd: 0.2,
      minutes: 60,
      steps: [
        'Launch search as dev; aws ecs execute-command … kill -9; follow the log for "lock file", and the minutes until it is healthy.',
      ],
    },
  ),
  byHand(
    {
      id: 'three-nodes-roll',
      text: 'Three search nodes stay one cluster while an update replaces them one by one.',
      stands: 'Search answers during updates in staging and prod.',
      mend: {
        where: ['products/search/nodes/node.ts', 'products/search/README.md'],
        change: 'Switch RESET_PEERS_ON_ERROR off.',
      },
    },
    {
      makes: 'search with three nodes, for some hours',
      usd: 1,
      minutes: 180,
      steps: [
        'Launch search with SearchNodes=3, fill it, and upgrade it with another NodeMemory.',
        'All the while: searches every second, and the log lines on peers.',
      ],
    },
  ),
  byHand(
    {
      id: 'replica-rolled-back',
      text: 'An update that adds a region to the tables and fails is taken back by itself.',
      stands: 'Further regions can be tried in dev and prod.',
      mend: {
        where: ['products/data/README.md', 'docs/runbook.md'],
        change: 'Name the command that removes the replica by hand.',
      },
    },
    {
      makes: 'three empty tables with a replica, for an hour',
      usd: 0.1,
      minutes: 60,
      steps: [
        'Launch data as dev; catalog upgrade <name> -p ReplicaRegion1=<one> -p ReplicaKeyArn1=<a key that is not there>.',
      ],
    },
  ),
  byHand(
    {
      id: 'endpoint-services',
      text: 'All services that staging and prod have endpoints for exist in the zones that a network takes, with policies.',
      stands: 'A network of staging or prod launches in every region of the context.',
      mend: {
        where: ['products/network/endpoint-services.ts'],
        change: 'Make the endpoint depend on the region, or name zones.',
      },
    },
    {
      makes: 'nothing: it reads',
      minutes: 2,
      steps: [
        "In each region: aws ec2 describe-vpc-endpoint-services --query 'ServiceDetails[].[ServiceName,VpcEndpointPolicySupported,AvailabilityZones]'",
        'Compare with products/network/endpoint-services.ts.',
      ],
    },
  ),
  byHand(
    {
      id: 'guardduty-endpoint',
      text: "GuardDuty's endpoint and group in a network don't keep it from being terminated.",
      stands: 'Terminating needs nothing by hand where an organization runs GuardDuty.',
      mend: {
        where: ['docs/runbook.md'],
        change: 'Keep the row on endpoints that are no part of the stack; if it agrees, drop it.',
      },
    },
    {
      makes: 'network and app, with Runtime Monitoring on',
      usd: 1,
      minutes: 90,
      steps: ['With GuardDuty Runtime Monitoring on Fargate: launch network and app, terminate both.'],
    },
  ),
];

/** Probes of pipelines, which take an approved connection, a mailbox or a build. */
const pipelines: readonly Probe[] = [
  byHand(
    {
      id: 'notice-source-account',
      text: 'Notices of pipelines reach the topic with aws:SourceAccount.',
      stands: "The topic's policy asks for it if it is there (IfExists), which is right either way.",
      mend: { where: ['products/shared/pipelines/notifications.ts'], change: 'If it agrees, ask for it always.' },
    },
    {
      makes: 'delivery, with an approved connection',
      usd: 0.1,
      minutes: 30,
      steps: [
        'Launch delivery with NotificationEmail, confirm the mail, let a pipeline fail.',
        "Change the policy's condition to StringEquals by hand, and let it fail again: does the mail still come?",
      ],
    },
  ),
  byHand(
    {
      id: 'public-image-credentials',
      text: 'CodeBuild pulls an image of public.ecr.aws with the credentials of the service role.',
      stands: 'BuildImage of delivery and publishing takes public images.',
      mend: { where: ['products/shared/pipelines/build-project.ts'], change: 'CODEBUILD for public registries.' },
    },
    {
      makes: 'one build',
      usd: 0.01,
      minutes: 10,
      steps: [
        'Launch delivery with BuildImage=public.ecr.aws/docker/library/node:22; start its build: does PROVISIONING succeed?',
      ],
    },
  ),
  byHand(
    {
      id: 'artifact-bucket-minimum',
      text: "A pipeline's role needs no ACL and no tagging of objects in the artifact bucket.",
      stands: 'The pipelines of delivery and publishing run.',
      mend: {
        where: ['products/shared/pipelines/pipeline.ts'],
        change: "Take AWS's list of S3 actions, limited to the bucket.",
      },
    },
    {
      makes: 'delivery, with an approved connection',
      usd: 0.1,
      minutes: 30,
      steps: ['Launch delivery with BackendRepository, approve the connection, and let the pipeline run to its end.'],
    },
  ),
  byHand(
    {
      id: 'linked-role-first',
      text: 'A first notification rule fails until the service-linked role of CodeStar Notifications exists.',
      stands: 'doctor looks for that role and says how to make it.',
      mend: { where: ['operations/doctor/checks/linked-role.ts'], change: 'Drop the check.' },
    },
    {
      makes: 'delivery, in an account that never had a notification rule',
      usd: 0.1,
      minutes: 20,
      steps: [
        'Delete AWSServiceRoleForCodeStarNotifications where nothing uses it; launch delivery with BackendRepository.',
      ],
    },
  ),
  byHand(
    {
      id: 'publishing-tests-in-time',
      text: 'The tests of the publishing pipeline end within their hour on the smallest build machine.',
      stands: 'BuildSize of publishing may stay at its default.',
      mend: { where: ['products/publishing/parameters.ts'], change: 'Raise the default of BuildSize.' },
    },
    {
      makes: 'publishing, with an approved connection, and one run of its pipeline',
      usd: 0.5,
      minutes: 90,
      steps: ['Launch publishing with CatalogRepository, approve, and read the minutes of the action that tests.'],
    },
  ),
];

/** Probes of permissions and quotas. */
const permissions: readonly Probe[] = [
  byHand(
    {
      id: 'secret-update-encrypt',
      text: 'UpdateSecret with a customer key asks kms:Encrypt of its caller.',
      stands: 'The launch role of search may encrypt with the key.',
      mend: { where: ['products/search/launch-role.ts'], change: 'Take kms:Encrypt out.' },
    },
    {
      makes: 'a key and a secret',
      usd: 0.05,
      minutes: 10,
      steps: [
        'With a role that has kms:GenerateDataKey and kms:Decrypt: aws secretsmanager update-secret --secret-id … --description x',
      ],
    },
  ),
  byHand(
    {
      id: 'firewall-log-policy',
      text: "The account's log policy has room for the firewalls of ten environments and more.",
      stands: 'No number of environments fills the resource policy of CloudWatch Logs.',
      mend: {
        where: ['products/app/edge/firewall.ts', 'operations/doctor/quotas.ts'],
        change: 'One policy for the prefix aws-waf-logs-, made by the account stack.',
      },
    },
    {
      makes: 'nothing beside environments that are there',
      minutes: 5,
      steps: [
        'In an account with several environments: aws logs describe-resource-policies, and the length of the document.',
      ],
    },
  ),
  byHand(
    {
      id: 'hub-in-second-region',
      text: 'A first publish in a second region is as quick as the first, and not throttled to failure.',
      stands: '`publish --regions` does several regions in one run.',
      mend: { where: ['portfolios/stacks/hub-stack.ts'], change: "Chain a portfolio's constraints by dependencies." },
    },
    {
      makes: 'the hub in a second region',
      minutes: 30,
      steps: ['npx cdk bootstrap there; catalog publish --regions <first>,<second>; the minutes of the second hub.'],
    },
  ),
];

/** Probes that can't be automated. */
export const handProbes: readonly Probe[] = [...sharing, ...environment, ...pipelines, ...permissions];
