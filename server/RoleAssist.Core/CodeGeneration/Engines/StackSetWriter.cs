using System.Text;
using RoleAssist.Core.CodeGeneration.Pipelines;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.CodeGeneration.Engines;

/// <summary>
/// Writes a CloudFormation template that creates the role, and the commands that deploy it to every account
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-getting-started-create.html).
/// </summary>
internal static class StackSetWriter
{
    private const string FileName = "role.yaml";

    public static EngineDefinition Write(EngineRequest request)
    {
        var accounts = request.Selection.Accounts;
        var role = GetRole(accounts);
        var path = role.Value[role.Value.IndexOf('/')..^role.Name.Length];
        var pipeline = request.Pipeline?.Read(request.Parameters);
        var text = new StringBuilder()
            .Append(WriteCommands(request, role))
            .Append("AWSTemplateFormatVersion: \"2010-09-09\"\n")
            .Append($"Description: {EngineText.Yaml($"The role {role.Name}, in every account of a selection")}\n")
            .Append("Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n")
            .Append($"      RoleName: {EngineText.Yaml(role.Name)}\n")
            .Append($"      Path: {EngineText.Yaml(path)}\n")
            .Append("      AssumeRolePolicyDocument:\n        Version: \"2012-10-17\"\n        Statement:\n")
            .Append(pipeline is null ? WriteTrust(request.TrustedArn) : WriteTrust(pipeline))
            .Append("      ManagedPolicyArns:\n        - !Sub arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess\n");
        return new EngineDefinition(
            FileName,
            text.ToString(),
            [
                .. pipeline?.Notes ?? [],
                .. pipeline is null && request.TrustedArn is null
                    ? [$"Replace {Fact.TrustedArn.Placeholder} by who assumes the role."]
                    : Array.Empty<string>(),
                "Replace ReadOnlyAccess by what the role needs to do.",
                "The accounts need the roles of StackSets, or the organization trusted access.",
            ]
        );
    }

    /// <summary>Returns the role, which has the same name in all accounts, because one template creates it.</summary>
    private static RoleArn GetRole(IReadOnlyList<EngineTarget> accounts)
    {
        var roles = accounts.Select(account => account.Role).DistinctBy(role => role.Value.Split(":role/")[1]).ToList();
        return roles is [var role]
            ? role
            : throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The accounts have roles with {roles.Count} names, but a StackSet creates one.",
                "Select accounts whose roles have the same name."
            );
    }

    /// <summary>IAM is global, so one region for each account will do.</summary>
    private static string WriteCommands(EngineRequest request, RoleArn role)
    {
        var accounts = request.Selection.Accounts.Select(account => account.AccountId).Distinct();
        var name = $"roleassist-{string.Concat(role.Name.Select(one => char.IsAsciiLetterOrDigit(one) ? one : '-'))}";
        return $"""
            # Deploy:
            #   aws cloudformation create-stack-set --stack-set-name {name} \
            #     --template-body file://{FileName} --capabilities CAPABILITY_NAMED_IAM
            #   aws cloudformation create-stack-instances --stack-set-name {name} \
            #     --accounts {string.Join(' ', accounts)} \
            #     --regions {request.Selection.Accounts[0].Regions[0]} \
            #     --operation-preferences MaxConcurrentCount={request.Parallel},FailureTolerancePercentage=10

            """.ReplaceLineEndings("\n");
    }

    private static string WriteTrust(string? arn) =>
        $"""
                      - Effect: Allow
                        Principal:
                          AWS: {EngineText.Yaml(arn ?? Fact.TrustedArn.Placeholder)}
                        Action: sts:AssumeRole

            """.ReplaceLineEndings("\n");

    /// <summary>The provider is in the account of the role.</summary>
    private static string WriteTrust(PipelineTrust pipeline)
    {
        var (audience, subject) = (
            $"{EngineText.Yaml($"{pipeline.Issuer}:aud")}: {EngineText.Yaml(pipeline.Audience)}",
            $"{EngineText.Yaml($"{pipeline.Issuer}:sub")}: {EngineText.Yaml(pipeline.Subject)}"
        );
        var provider = EngineText.Yaml(
            $"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:oidc-provider/{pipeline.Issuer}"
        );
        return $"""
                      - Effect: Allow
                        Principal:
                          Federated: !Sub {provider}
                        Action: sts:AssumeRoleWithWebIdentity
                        Condition:
                          StringEquals:
                            {audience}
                          {(pipeline.HasPattern ? "StringLike:\n                " : "  ")}{subject}

            """.ReplaceLineEndings("\n");
    }
}
