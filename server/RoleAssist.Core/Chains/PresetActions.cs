namespace RoleAssist.Core.Chains;

/// <summary>The actions that the presets of <see cref="SessionPolicyPresets"/> consist of.</summary>
internal static class PresetActions
{
    /// <summary>The read-only actions of commonly used services, some of which read data and secrets.</summary>
    public static IReadOnlyList<string> Reads { get; } =
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

    /// <summary>The read-only actions that a service has which <see cref="Reads"/> does not name.</summary>
    public static IReadOnlyList<string> OtherReads { get; } = ["BatchGet*", "Describe*", "Get*", "List*"];

    /// <summary>The management of users, permissions and accounts.</summary>
    public static IReadOnlyList<string> Iam { get; } =
    ["account:*", "iam:*", "identitystore:*", "organizations:*", "sso:*", "sso-directory:*"];

    /// <summary>
    /// What reads configuration and metrics. A wildcard stands only where all that it covers is harmless, except for
    /// what <see cref="MetadataSecrets"/> takes out again: these calls return names, settings and numbers, but no
    /// secrets, no data and no credentials.
    /// </summary>
    public static IReadOnlyList<string> Metadata { get; } =
    [
        "access-analyzer:List*",
        "acm:Describe*",
        "acm:List*",
        "autoscaling:Describe*",
        "cloudformation:Describe*",
        "cloudformation:Get*y",
        "cloudformation:List*",
        "cloudtrail:Describe*",
        "cloudtrail:GetTrail*",
        "cloudtrail:List*",
        "cloudwatch:Describe*",
        "cloudwatch:GetMetric*",
        "cloudwatch:List*",
        "codebuild:ListProjects",
        "codepipeline:ListPipeline*",
        "dynamodb:Describe*",
        "dynamodb:List*",
        "ec2:Describe*",
        "ecr:Describe*",
        "ecr:List*",
        "ecs:DescribeC*",
        "ecs:DescribeService*",
        "ecs:List*",
        "eks:Describe*",
        "eks:List*",
        "elasticache:Describe*",
        "elasticloadbalancing:Describe*",
        "events:DescribeRule",
        "events:ListR*",
        "iam:Get*",
        "iam:List*",
        "kinesis:Describe*",
        "kinesis:List*",
        "kms:Describe*",
        "kms:GetKey*",
        "kms:List*",
        "lambda:GetAccount*",
        "lambda:GetPolicy",
        "lambda:List*",
        "logs:Describe*",
        "logs:ListLog*",
        "organizations:Describe*",
        "organizations:List*",
        "rds:Describe*",
        "rds:List*",
        "route53:Get*",
        "route53:List*",
        "s3:GetAccount*",
        "s3:GetBucket*",
        "s3:Get*Configuration",
        "s3:List*",
        "secretsmanager:Describe*",
        "secretsmanager:List*",
        "sns:GetTopic*",
        "sns:ListT*",
        "sqs:GetQueue*",
        "sqs:List*",
        "ssm:DescribeInstance*",
        "ssm:DescribeParameters",
        "ssm:ListDocument*",
        "states:List*",
        "sts:GetCallerIdentity",
        "tag:Get*",
    ];

    /// <summary>
    /// The actions among <see cref="Metadata"/> whose answers may have secrets or data in them: user data, environment
    /// variables, keys of VPNs, the parameters and output of commands, the input of executions. AWS returns a function's
    /// variables in lists of functions too.
    /// </summary>
    public static IReadOnlyList<string> MetadataSecrets { get; } =
    [
        "autoscaling:DescribeLaunchC*",
        "ec2:Describe*Tasks",
        "ec2:DescribeInstanceAttribute",
        "ec2:DescribeLaunchTemplateV*",
        "ec2:DescribeSpot*Requests",
        "ec2:DescribeVerifiedAccessTrust*",
        "ec2:DescribeVpnConnections",
        "eks:*EksAnywhere*",
        "iam:*AccessKey*",
        "lambda:ListFunctions",
        "lambda:ListVersions*",
        "rds:DescribeDBProxyTarget*",
        "rds:DescribeOptionGroups",
    ];

    /// <summary>What reads logs, which are written by anybody who can make a program log something.</summary>
    public static IReadOnlyList<string> Logs { get; } =
    [
        "cloudtrail:LookupEvents",
        "logs:FilterLogEvents",
        "logs:GetLog*",
        "logs:GetQueryResults",
        "logs:StartQuery",
        "logs:StopQuery",
    ];

    /// <summary>
    /// The services whose calls go to one region of the partition, so that a policy's regions do not apply to them
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-requested-region.html).
    /// </summary>
    public static IReadOnlyList<string> GlobalServices { get; } =
    [
        "account",
        "budgets",
        "ce",
        "cloudfront",
        "globalaccelerator",
        "iam",
        "organizations",
        "route53",
        "sts",
        "support",
    ];

    public static string ServiceOf(string action) => action[..action.IndexOf(':', StringComparison.Ordinal)];
}
