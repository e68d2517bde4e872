using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Sandbox.Policies;
using RoleAssist.Sandbox.Sts;

namespace RoleAssist.Host.Tests.Agents;

/// <summary>The presets as the sandbox's own evaluation judges them.</summary>
public class PolicyPresetTests
{
    private const PolicyVerdict Yes = PolicyVerdict.Allowed;
    private const PolicyVerdict Denied = PolicyVerdict.Denied;

    [Theory]
    [InlineData("ec2:DescribeInstances", Yes)]
    [InlineData("ec2:DescribeVpcs", Yes)]
    [InlineData("ec2:DescribeRegions", Yes)]
    [InlineData("autoscaling:DescribeAutoScalingGroups", Yes)]
    [InlineData("cloudformation:DescribeStacks", Yes)]
    [InlineData("cloudformation:GetTemplateSummary", Yes)]
    [InlineData("cloudformation:GetStackPolicy", Yes)]
    [InlineData("cloudformation:GetTemplate", Denied)]
    [InlineData("cloudformation:GetGeneratedTemplate", Denied)]
    [InlineData("cloudtrail:DescribeTrails", Yes)]
    [InlineData("cloudwatch:GetMetricData", Yes)]
    [InlineData("cloudwatch:ListMetrics", Yes)]
    [InlineData("dynamodb:DescribeTable", Yes)]
    [InlineData("dynamodb:ListTables", Yes)]
    [InlineData("ecr:DescribeRepositories", Yes)]
    [InlineData("ecs:DescribeServices", Yes)]
    [InlineData("eks:DescribeCluster", Yes)]
    [InlineData("iam:GetRole", Yes)]
    [InlineData("iam:ListRoles", Yes)]
    [InlineData("kms:DescribeKey", Yes)]
    [InlineData("kms:GetKeyPolicy", Yes)]
    [InlineData("lambda:ListEventSourceMappings", Yes)]
    [InlineData("logs:DescribeLogGroups", Yes)]
    [InlineData("organizations:ListAccounts", Yes)]
    [InlineData("rds:DescribeDBInstances", Yes)]
    [InlineData("route53:ListHostedZones", Yes)]
    [InlineData("s3:ListBucket", Yes)]
    [InlineData("s3:ListAllMyBuckets", Yes)]
    [InlineData("s3:GetBucketPolicy", Yes)]
    [InlineData("s3:GetEncryptionConfiguration", Yes)]
    [InlineData("secretsmanager:ListSecrets", Yes)]
    [InlineData("sns:ListTopics", Yes)]
    [InlineData("sqs:GetQueueAttributes", Yes)]
    [InlineData("ssm:DescribeParameters", Yes)]
    [InlineData("states:ListStateMachines", Yes)]
    [InlineData("sts:GetCallerIdentity", Yes)]
    [InlineData("tag:GetResources", Yes)]
    [InlineData("secretsmanager:GetSecretValue", Denied)]
    [InlineData("secretsmanager:BatchGetSecretValue", Denied)]
    [InlineData("ssm:GetParameter", Denied)]
    [InlineData("ssm:GetParametersByPath", Denied)]
    [InlineData("ssm:ListCommandInvocations", Denied)]
    [InlineData("ssm:StartSession", Denied)]
    [InlineData("kms:Decrypt", Denied)]
    [InlineData("kms:GenerateDataKey", Denied)]
    [InlineData("s3:GetObject", Denied)]
    [InlineData("s3:GetObjectVersion", Denied)]
    [InlineData("s3:PutObject", Denied)]
    [InlineData("s3:DeleteBucket", Denied)]
    [InlineData("dynamodb:GetItem", Denied)]
    [InlineData("dynamodb:Query", Denied)]
    [InlineData("dynamodb:Scan", Denied)]
    [InlineData("dynamodb:BatchGetItem", Denied)]
    [InlineData("dynamodb:PartiQLSelect", Denied)]
    [InlineData("lambda:GetFunction", Denied)]
    [InlineData("lambda:GetFunctionConfiguration", Denied)]
    [InlineData("lambda:ListFunctions", Denied)]
    [InlineData("lambda:InvokeFunction", Denied)]
    [InlineData("ec2:GetPasswordData", Denied)]
    [InlineData("ec2:GetConsoleOutput", Denied)]
    [InlineData("ec2:DescribeInstanceAttribute", Denied)]
    [InlineData("ec2:DescribeLaunchTemplateVersions", Denied)]
    [InlineData("ec2:DescribeVpnConnections", Denied)]
    [InlineData("ec2:TerminateInstances", Denied)]
    [InlineData("ecr:GetAuthorizationToken", Denied)]
    [InlineData("ecr:BatchGetImage", Denied)]
    [InlineData("ecs:DescribeTaskDefinition", Denied)]
    [InlineData("ecs:ExecuteCommand", Denied)]
    [InlineData("codeartifact:GetAuthorizationToken", Denied)]
    [InlineData("cognito-identity:GetCredentialsForIdentity", Denied)]
    [InlineData("cognito-identity:GetOpenIdToken", Denied)]
    [InlineData("redshift:GetClusterCredentials", Denied)]
    [InlineData("redshift-serverless:GetCredentials", Denied)]
    [InlineData("rds-db:connect", Denied)]
    [InlineData("rds:DownloadDBLogFilePortion", Denied)]
    [InlineData("iam:CreateAccessKey", Denied)]
    [InlineData("iam:ListAccessKeys", Denied)]
    [InlineData("iam:GetAccessKeyLastUsed", Denied)]
    [InlineData("iam:CreateUser", Denied)]
    [InlineData("iam:PassRole", Denied)]
    [InlineData("sts:AssumeRole", Denied)]
    [InlineData("sts:AssumeRoot", Denied)]
    [InlineData("sts:GetSessionToken", Denied)]
    [InlineData("sts:GetFederationToken", Denied)]
    [InlineData("sts:TagSession", Denied)]
    [InlineData("sso:GetRoleCredentials", Denied)]
    [InlineData("sso:ListInstances", Denied)]
    [InlineData("logs:FilterLogEvents", Denied)]
    [InlineData("logs:GetLogEvents", Denied)]
    [InlineData("logs:StartQuery", Denied)]
    [InlineData("states:DescribeExecution", Denied)]
    [InlineData("sqs:ReceiveMessage", Denied)]
    [InlineData("kinesis:GetRecords", Denied)]
    [InlineData("athena:GetQueryResults", Denied)]
    [InlineData("apigateway:GET", Denied)]
    [InlineData("codebuild:ListCommandExecutionsForSandbox", Denied)]
    [InlineData("codepipeline:ListWebhooks", Denied)]
    [InlineData("ecs:DescribeTasks", Denied)]
    [InlineData("ec2:DescribeBundleTasks", Denied)]
    [InlineData("ec2:DescribeImportImageTasks", Denied)]
    [InlineData("ec2:DescribeVerifiedAccessTrustProviders", Denied)]
    [InlineData("eks:DescribeEksAnywhereSubscription", Denied)]
    [InlineData("events:ListTargetsByRule", Denied)]
    [InlineData("events:DescribeConnection", Denied)]
    [InlineData("logs:ListAnomalies", Denied)]
    [InlineData("rds:DescribeOptionGroups", Denied)]
    [InlineData("sns:GetEndpointAttributes", Denied)]
    [InlineData("sns:ListPhoneNumbersOptedOut", Denied)]
    [InlineData("ssm:DescribeAutomationExecutions", Denied)]
    [InlineData("ssm:DescribeMaintenanceWindowTasks", Denied)]
    [InlineData("ssm:ListAssociationVersions", Denied)]
    [InlineData("states:DescribeStateMachine", Denied)]
    public void The_agent_preset_reads_configuration_and_no_secrets(string action, PolicyVerdict expected) =>
        Assert.Equal(expected, Judge("agent", action));

    [Theory]
    [InlineData("agent+logs", "logs:FilterLogEvents", Yes)]
    [InlineData("agent+logs", "logs:GetLogEvents", Yes)]
    [InlineData("agent+logs", "logs:Unmask", Denied)]
    [InlineData("agent+logs", "s3:GetObject", Denied)]
    [InlineData("agent:s3,lambda", "s3:ListBucket", Yes)]
    [InlineData("agent:s3,lambda", "s3:GetObject", Denied)]
    [InlineData("agent:s3,lambda", "lambda:ListFunctions", Denied)]
    [InlineData("agent:s3,lambda", "ec2:DescribeInstances", Denied)]
    [InlineData("agent:ec2@eu-central-1", "ec2:DescribeInstances", Yes)]
    [InlineData("agent:ec2@eu-west-1,eu-west-3", "ec2:DescribeInstances", Denied)]
    [InlineData("agent@eu-west-1", "iam:ListRoles", Yes)]
    [InlineData("agent@eu-west-1", "s3:ListBucket", Denied)]
    [InlineData("only:s3,lambda", "s3:PutObject", Yes)]
    [InlineData("only:s3,lambda", "lambda:InvokeFunction", Yes)]
    [InlineData("only:s3,lambda", "iam:ListRoles", PolicyVerdict.NotAllowed)]
    [InlineData("only:s3@eu-west-1", "s3:PutObject", Denied)]
    [InlineData("only:s3@eu-central-1", "s3:PutObject", Yes)]
    [InlineData("read-only:s3", "s3:GetObject", Yes)]
    [InlineData("read-only:s3", "s3:PutObject", PolicyVerdict.NotAllowed)]
    [InlineData("read-only:s3", "ec2:DescribeInstances", PolicyVerdict.NotAllowed)]
    [InlineData("read-only:glue", "glue:GetTable", Yes)]
    [InlineData("no-iam", "s3:PutObject", Yes)]
    [InlineData("no-iam", "iam:ListRoles", Denied)]
    [InlineData("no-iam:s3", "ec2:DescribeInstances", Denied)]
    public void A_preset_can_be_narrowed_by_services_and_regions(
        string preset,
        string action,
        PolicyVerdict expected
    ) => Assert.Equal(expected, Judge(preset, action));

    [Theory]
    [InlineData("agent")]
    [InlineData("agent+logs")]
    [InlineData("agent+logs@eu-central-1,eu-central-2,eu-west-1")]
    [InlineData("agent@eu-central-1")]
    [InlineData("agent:s3,lambda@eu-central-1")]
    [InlineData("agent:ec2,ecs,eks,rds,s3,sqs,ssm@eu-central-1,eu-west-1")]
    [InlineData("read-only")]
    [InlineData("read-only@eu-central-1")]
    [InlineData("read-only:s3,lambda,dynamodb,glue@us-east-1")]
    [InlineData("no-iam")]
    [InlineData("no-iam:s3@us-east-1")]
    [InlineData("only:s3,lambda")]
    [InlineData("only:s3,lambda,ec2,ecs,eks,rds,sqs,sns,kms,logs,events,states@eu-central-1,us-east-1")]
    public void A_preset_fits_into_what_sts_accepts(string preset)
    {
        var policy = SessionPolicyPresets.Find(preset);

        Assert.InRange(policy.Length, 1, 2048);
        Assert.InRange(
            new SessionPolicies(policy, [], [new("roleassist:agent", "claude-code")]).PackedSize() ?? 0,
            1,
            100
        );
    }

    [Theory]
    [InlineData("agnet", "no policy preset 'agnet'", "'agent'")]
    [InlineData("agent:s4", "no service 's4'", "'s3'")]
    [InlineData("agent:S3", "no service 'S3'", "'s3'")]
    [InlineData("agent:s3@eu-centrl-1", "no region 'eu-centrl-1'", "'eu-central-1'")]
    [InlineData("agent@aws-global", "no region 'aws-global'", "")]
    [InlineData("agent:", "service of the policy preset is empty", "NAME:SERVICE")]
    [InlineData("agent:s3,", "service of the policy preset is empty", "NAME:SERVICE")]
    [InlineData("agent@", "region of the policy preset is empty", "NAME:SERVICE")]
    [InlineData("agent:glue", "allows nothing of 'glue'", "read-only:glue")]
    [InlineData("read-only+logs", "no part '+logs'", "agent+logs")]
    [InlineData("only", "needs services", "only:s3")]
    [InlineData("no-iam:iam", "allows nothing of 'iam'", "")]
    [InlineData("only:s3@eu-central-1,cn-north-1", "different partitions", "one partition")]
    [InlineData("agent:s3\",\"*", "no service 's3\"'", "")]
    public void Rejects_what_it_does_not_know(string preset, string words, string hint)
    {
        var fault = Assert.Throws<RoleAssistException>(() => SessionPolicyPresets.Find(preset));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains(hint, fault.Hint ?? "", StringComparison.Ordinal);
    }

    private static PolicyVerdict Judge(string preset, string action) =>
        SessionPolicy.Parse(SessionPolicyPresets.Find(preset)).Judge(action, "eu-central-1");
}
