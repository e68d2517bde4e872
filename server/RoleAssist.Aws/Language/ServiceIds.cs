using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language;

/// <summary>
/// The services that people most often give an endpoint of its own, as a services section names them
/// (https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html).
/// </summary>
internal static class ServiceIds
{
    private static readonly string[] Common =
    [
        "api_gateway",
        "athena",
        "bedrock",
        "bedrock_runtime",
        "cloudformation",
        "cloudwatch",
        "cloudwatch_logs",
        "cognito_identity_provider",
        "dynamodb",
        "ec2",
        "ecr",
        "ecs",
        "eks",
        "elasticache",
        "eventbridge",
        "firehose",
        "glue",
        "iam",
        "kinesis",
        "kms",
        "lambda",
        "opensearch",
        "organizations",
        "rds",
        "redshift",
        "route_53",
        "s3",
        "secrets_manager",
        "ses",
        "sfn",
        "sns",
        "sqs",
        "ssm",
        "sso",
        "sso_oidc",
        "sts",
    ];

    /// <summary>Whether a name in a services section is certainly that of a service.</summary>
    public static bool Contains(string name) => Array.BinarySearch(Common, name, StringComparer.Ordinal) >= 0;

    /// <summary>Offers the services that the section does not have, each as a block.</summary>
    public static IEnumerable<ConfigCompletion> Completions(ConfigDocument document, ConfigPlace place)
    {
        var present = DocumentProperty
            .In(document, place.Section!)
            .Where(property => property.NameSpan != place.Span)
            .Select(property => property.Name)
            .ToHashSet(StringComparer.Ordinal);
        var inside = SettingsCatalogue.In(SettingSection.Services, block: "s3").FirstOrDefault();
        return Common
            .Where(id => !present.Contains(id))
            .Select(id => new ConfigCompletion(id, ConfigCompletionKind.Block, place.Span, $"{id} =")
            {
                Documentation = inside?.Description,
            });
    }
}
