using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>
/// Session policies by name. A session can do what both its role and its session policy allow, so a preset never adds
/// permissions; it only removes them
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session).
/// </summary>
public static class SessionPolicyPresets
{
    /// <summary>The read-only actions of commonly used services.</summary>
    private static readonly string[] Reads =
    [
        "access-analyzer:Get*",
        "access-analyzer:List*",
        "acm:Describe*",
        "acm:List*",
        "apigateway:GET",
        "autoscaling:Describe*",
        "cloudformation:Describe*",
        "cloudformation:Get*",
        "cloudformation:List*",
        "cloudfront:Get*",
        "cloudfront:List*",
        "cloudtrail:Describe*",
        "cloudtrail:Get*",
        "cloudtrail:LookupEvents",
        "cloudwatch:Describe*",
        "cloudwatch:Get*",
        "cloudwatch:List*",
        "dynamodb:BatchGetItem",
        "dynamodb:Describe*",
        "dynamodb:GetItem",
        "dynamodb:List*",
        "dynamodb:Query",
        "dynamodb:Scan",
        "ec2:Describe*",
        "ec2:Get*",
        "ecr:BatchGet*",
        "ecr:Describe*",
        "ecr:Get*",
        "ecr:List*",
        "ecs:Describe*",
        "ecs:List*",
        "eks:Describe*",
        "eks:List*",
        "elasticache:Describe*",
        "elasticloadbalancing:Describe*",
        "events:Describe*",
        "events:List*",
        "iam:Get*",
        "iam:List*",
        "kms:Describe*",
        "kms:Get*",
        "kms:List*",
        "lambda:Get*",
        "lambda:List*",
        "logs:Describe*",
        "logs:FilterLogEvents",
        "logs:Get*",
        "logs:StartQuery",
        "logs:StopQuery",
        "organizations:Describe*",
        "organizations:List*",
        "rds:Describe*",
        "rds:List*",
        "route53:Get*",
        "route53:List*",
        "s3:Get*",
        "s3:List*",
        "sns:Get*",
        "sns:List*",
        "sqs:Get*",
        "sqs:List*",
        "ssm:Describe*",
        "ssm:Get*",
        "ssm:List*",
        "states:Describe*",
        "states:List*",
        "sts:Get*",
        "tag:Get*",
    ];

    private static readonly string[] Iam =
    [
        "account:*",
        "iam:*",
        "identitystore:*",
        "organizations:*",
        "sso:*",
        "sso-directory:*",
    ];

    private static readonly Dictionary<string, string> Presets = new(StringComparer.Ordinal)
    {
        ["read-only"] =
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{Quoted(Reads)}}],"Resource":"*"}]}""",
        ["no-iam"] =
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":[{{Quoted(Iam)}}],"Resource":"*"}]}""",
    };

    public static IReadOnlyCollection<string> Names => Presets.Keys;

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    internal static string Find(string name) =>
        Presets.GetValueOrDefault(name)
        ?? throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            $"There is no policy preset '{name}'.",
            $"Use {string.Join(" or ", Names)}."
        );

    private static string Quoted(IEnumerable<string> actions) =>
        string.Join(',', actions.Select(action => $"\"{action}\""));
}
