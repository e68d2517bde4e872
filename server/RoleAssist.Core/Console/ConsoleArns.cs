using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;

namespace RoleAssist.Core.Console;

/// <summary>
/// The pages of resources by their ARNs (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
/// lists the forms). Each part of an ARN is encoded, so none of it becomes part of an address' structure.
/// </summary>
internal static class ConsoleArns
{
    /// <summary>What AWS appends to the names of secrets.</summary>
    private const int SecretSuffix = 7;

    /// <summary>Returns the page of a resource; null if only that of its service is known.</summary>
    public static ConsoleArnPage? PageOf(ArnParts arn, string region, Partition partition)
    {
        var (kind, rest) = Split(arn.Resource);
        return (arn.Service, kind, rest) switch
        {
            ("s3", _, _) => S3(arn.Resource),
            ("lambda", "function", _) => Page("lambda", $"lambda/home#/functions/{E(First(rest))}"),
            ("lambda", "layer", _) => Page("lambda", $"lambda/home#/layers/{E(First(rest))}"),
            ("iam", "role", _) => Page("iam", $"iam/home#/roles/details/{E(Last(rest))}"),
            ("sts", "assumed-role", _) => Page("iam", $"iam/home#/roles/details/{E(rest.Split('/')[0])}"),
            ("iam", "user", _) => Page("iam", $"iam/home#/users/details/{E(Last(rest))}"),
            ("iam", "group", _) => Page("iam", $"iam/home#/groups/details/{E(Last(rest))}"),
            ("iam", "policy", _) => Page("iam", $"iam/home#/policies/details/{E(arn)}"),
            ("iam", "oidc-provider", _) => Page("iam", $"iam/home#/identity_providers/details/OPENID/{E(arn)}"),
            ("iam", "saml-provider", _) => Page("iam", $"iam/home#/identity_providers/details/SAML/{E(arn)}"),
            ("ec2", _, _) => Ec2(kind, rest),
            ("dynamodb", "table", _) => Page("dynamodb", $"dynamodbv2/home#table?name={E(rest.Split('/')[0])}"),
            ("logs", "log-group", _) => LogGroup(rest),
            ("sqs", _, "") => Page(
                "sqs",
                $"sqs/v3/home#/queues/{E($"https://sqs.{region}.{partition.DnsSuffix}/{arn.Account}/{arn.Resource}")}"
            ),
            ("sns", _, "") => Page("sns", $"sns/v3/home#/topic/{E(arn)}"),
            ("sns", _, _) => Page("sns", $"sns/v3/home#/subscription/{E(arn)}"),
            ("cloudformation", "stack", _) => Page(
                "cloudformation",
                $"cloudformation/home#/stacks/stackinfo?stackId={E(arn)}"
            ),
            ("ecs", _, _) => Ecs(kind, rest),
            ("rds", "db", _) => Page("rds", $"rds/home#database:id={E(rest)};is-cluster=false"),
            ("rds", "cluster", _) => Page("rds", $"rds/home#database:id={E(rest)};is-cluster=true"),
            ("kms", "key", _) => Page("kms", $"kms/home#/kms/keys/{E(rest)}"),
            ("kms", "alias", _) => Page("kms", "kms/home#/kms/keys"),
            ("secretsmanager", "secret", _) => Page(
                "secretsmanager",
                $"secretsmanager/secret?name={E(WithoutSuffix(rest))}"
            ),
            ("ssm", "parameter", _) => Page(
                "ssm",
                $"systems-manager/parameters/{E(rest.Contains('/', StringComparison.Ordinal) ? $"/{rest}" : rest)}/description"
            ),
            ("ssm", "document", _) => Page("ssm", $"systems-manager/documents/{E(rest)}/description"),
            ("states", "stateMachine", _) => Page("states", $"states/home#/statemachines/view/{E(arn)}"),
            ("states", "execution", _) => Page("states", $"states/home#/v2/executions/details/{E(arn)}"),
            ("apigateway", _, _) => ApiGateway(arn.Resource),
            ("execute-api", _, _) => RestApi(kind),
            ("ecr", "repository", _) => Page(
                "ecr",
                $"ecr/repositories/private/{arn.Account}/{string.Join('/', rest.Split('/').Select(E))}"
            ),
            ("cloudwatch", "alarm", _) => Page("cloudwatch", $"cloudwatch/home#alarmsV2:alarm/{E(rest)}"),
            ("cloudwatch", "dashboard", _) => Page("cloudwatch", $"cloudwatch/home#dashboards/dashboard/{E(rest)}"),
            ("codebuild", "project", _) => Page(
                "codebuild",
                $"codesuite/codebuild/{arn.Account}/projects/{E(rest)}/history"
            ),
            ("codebuild", "build", _) => Page(
                "codebuild",
                $"codesuite/codebuild/{arn.Account}/projects/{E(First(rest))}/build/{E(rest)}"
            ),
            ("codepipeline", _, _) => Page(
                "codepipeline",
                $"codesuite/codepipeline/pipelines/{E(arn.Resource.Split('/')[0])}/view"
            ),
            ("codecommit", _, "") => Page("codecommit", $"codesuite/codecommit/repositories/{E(arn.Resource)}/browse"),
            ("events", "rule", _) => Page(
                "eventbridge",
                rest.Split('/') is [var bus, var rule]
                    ? $"events/home#/eventbus/{E(bus)}/rules/{E(rule)}"
                    : $"events/home#/eventbus/default/rules/{E(rest)}"
            ),
            ("elasticloadbalancing", "loadbalancer", _) => Page(
                "elb",
                $"ec2/home#LoadBalancer:loadBalancerArn={E(arn)}"
            ),
            ("elasticloadbalancing", "targetgroup", _) => Page("elb", $"ec2/home#TargetGroup:targetGroupArn={E(arn)}"),
            ("autoscaling", "autoScalingGroup", _) => Page(
                "autoscaling",
                $"ec2/home#AutoScalingGroupDetails:id={E(Last(rest))}"
            ),
            ("eks", "cluster", _) => Page("eks", $"eks/clusters/{E(rest)}"),
            ("acm", "certificate", _) => Page("acm", $"acm/home#/certificates/{E(rest)}"),
            ("route53", "hostedzone", _) => Page("route53", $"route53/v2/hostedzones#ListRecordSets/{E(rest)}"),
            ("cloudfront", "distribution", _) => Page("cloudfront", $"cloudfront/v4/home#/distributions/{E(rest)}"),
            ("kinesis", "stream", _) => Page("kinesis", $"kinesis/home#/streams/details/{E(rest)}/monitoring"),
            ("firehose", "deliverystream", _) => Page("firehose", $"firehose/home#/details/{E(rest)}"),
            ("cognito-idp", "userpool", _) => Page("cognito", $"cognito/v2/idp/user-pools/{E(rest)}/info/overview"),
            ("es", "domain", _) => Page("opensearch", $"aos/home#opensearch/domains/{E(rest)}"),
            ("elasticfilesystem", "file-system", _) => Page("efs", $"efs/home#/file-systems/{E(rest)}"),
            ("athena", "workgroup", _) => Page("athena", $"athena/home#/workgroups/details/{E(rest)}"),
            _ => null,
        };
    }

    private static ConsoleArnPage S3(string resource) =>
        resource.Split('/', 2) switch
        {
            [var bucket, { Length: > 0 } key] => Page("s3", $"s3/object/{E(bucket)}?prefix={E(key)}"),
            var parts => Page("s3", $"s3/buckets/{E(parts[0])}?tab=objects"),
        };

    private static ConsoleArnPage? Ec2(string kind, string id) =>
        kind switch
        {
            "instance" => Page("ec2", $"ec2/home#InstanceDetails:instanceId={E(id)}"),
            "volume" => Page("ec2", $"ec2/home#VolumeDetails:volumeId={E(id)}"),
            "snapshot" => Page("ec2", $"ec2/home#SnapshotDetails:snapshotId={E(id)}"),
            "image" => Page("ec2", $"ec2/home#ImageDetails:imageId={E(id)}"),
            "security-group" => Page("ec2", $"ec2/home#SecurityGroup:groupId={E(id)}"),
            "network-interface" => Page("ec2", $"ec2/home#NetworkInterface:networkInterfaceId={E(id)}"),
            "launch-template" => Page("ec2", $"ec2/home#LaunchTemplateDetails:launchTemplateId={E(id)}"),
            "vpc" => Page("vpc", $"vpcconsole/home#VpcDetails:VpcId={E(id)}"),
            "subnet" => Page("vpc", $"vpcconsole/home#SubnetDetails:subnetId={E(id)}"),
            "route-table" => Page("vpc", $"vpcconsole/home#RouteTableDetails:RouteTableId={E(id)}"),
            "internet-gateway" => Page("vpc", $"vpcconsole/home#InternetGateway:internetGatewayId={E(id)}"),
            "natgateway" => Page("vpc", $"vpcconsole/home#NatGatewayDetails:natGatewayId={E(id)}"),
            _ => null,
        };

    private static ConsoleArnPage? Ecs(string kind, string rest) =>
        (kind, rest.Split('/')) switch
        {
            ("cluster", [var cluster]) => Page("ecs", $"ecs/v2/clusters/{E(cluster)}/services"),
            ("service", [var cluster, var service]) => Page(
                "ecs",
                $"ecs/v2/clusters/{E(cluster)}/services/{E(service)}"
            ),
            ("task", [var cluster, var task]) => Page("ecs", $"ecs/v2/clusters/{E(cluster)}/tasks/{E(task)}"),
            ("task-definition", [var definition]) => Page(
                "ecs",
                $"ecs/v2/task-definitions/{string.Join('/', definition.Split(':').Select(E))}"
            ),
            _ => null,
        };

    /// <summary>The console of CloudWatch encodes names twice, with <c>$</c> for <c>%</c>.</summary>
    private static ConsoleArnPage LogGroup(string rest)
    {
        var (group, stream) = rest.Split(":log-stream:", 2) is [var name, var second]
            ? (name, second)
            : (rest.EndsWith(":*", StringComparison.Ordinal) ? rest[..^2] : rest, "");
        var events = stream is "" or "*" ? "" : $"/log-events/{Twice(stream)}";
        return Page("logs", $"cloudwatch/home#logsV2:log-groups/log-group/{Twice(group)}{events}");
    }

    private static ConsoleArnPage? ApiGateway(string resource) =>
        resource.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["restapis", var id, ..] => RestApi(id),
            ["apis", var id, ..] => Page("apigateway", $"apigateway/main/api-detail?api={E(id)}"),
            _ => null,
        };

    private static ConsoleArnPage RestApi(string id) =>
        Page("apigateway", $"apigateway/main/apis/{E(id)}/resources?api={E(id)}");

    private static ConsoleArnPage Page(string service, string path) => new(service, path);

    /// <summary>Splits a resource at its first <c>/</c> or <c>:</c>.</summary>
    private static (string Kind, string Id) Split(string resource) =>
        resource.IndexOfAny(['/', ':']) is >= 0 and var end ? (resource[..end], resource[(end + 1)..]) : (resource, "");

    private static string First(string text) => text.Split(':')[0];

    private static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string WithoutSuffix(string secret) =>
        secret.Length > SecretSuffix && secret[^SecretSuffix] == '-' ? secret[..^SecretSuffix] : secret;

    private static string E(ArnParts arn) => E(arn.ToString());

    /// <summary>
    /// Encodes a part of an address. Segments of dots, which would lead elsewhere, stay no segments.
    /// </summary>
    private static string E(string text) =>
        text is "." or ".."
            ? text.Replace(".", "%252E", StringComparison.Ordinal)
            : Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);

    private static string Twice(string text) => Uri.EscapeDataString(Uri.EscapeDataString(text)).Replace('%', '$');
}
