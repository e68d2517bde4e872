using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Diagnostics;

/// <summary>
/// Reports credentials in the environment and in the default profile that may take precedence over the intended ones.
/// </summary>
public sealed class EnvironmentDiagnostic(ProcessEnvironment environment, IProfileStore store) : IDiagnostic
{
    private static readonly string[] Variables =
    [
        AwsVariables.Profile,
        AwsVariables.DefaultProfile,
        AwsVariables.AccessKeyId,
        AwsVariables.SecretAccessKey,
        AwsVariables.SessionToken,
        AwsVariables.ConfigFile,
        AwsVariables.SharedCredentialsFile,
        AwsVariables.Region,
        AwsVariables.DefaultRegion,
        AwsVariables.ContainerCredentialsFullUri,
        AwsVariables.ContainerCredentialsRelativeUri,
        AwsVariables.WebIdentityTokenFile,
        AwsVariables.EndpointUrl,
        AwsVariables.EndpointUrlSts,
        AwsVariables.CaBundle,
        AwsVariables.Ec2MetadataDisabled,
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
    ];

    public string Topic => "Environment";

    public async Task<IReadOnlyList<DiagnosticFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var ofEnvironment = DiagnosticChecks.Run(Topic, () => [Set()], HalfKeys);
        var profiles = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        return [.. ofEnvironment, .. DiagnosticChecks.Run(Topic, () => Conflicts(profiles))];
    }

    /// <summary>Reports names only: values may be secrets.</summary>
    private DiagnosticFinding Set()
    {
        var set = Variables
            .Where(name => (environment[name] ?? environment[name.ToLowerInvariant()]) is not null)
            .ToList();
        return new DiagnosticFinding(
            Topic,
            DiagnosticStatus.Ok,
            set is []
                ? "None of the variables that AWS tools read are set."
                : $"These variables are set: {string.Join(", ", set)}."
        );
    }

    /// <summary>botocore refuses to work with half of a key pair, and other SDKs ignore it.</summary>
    private IEnumerable<DiagnosticFinding> HalfKeys()
    {
        var (id, secret) = (environment[AwsVariables.AccessKeyId], environment[AwsVariables.SecretAccessKey]);
        if ((id is null) != (secret is null))
        {
            var (set, missing) = id is null
                ? (AwsVariables.SecretAccessKey, AwsVariables.AccessKeyId)
                : (AwsVariables.AccessKeyId, AwsVariables.SecretAccessKey);
            yield return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                $"{set} is set without {missing}: the AWS CLI and boto3 fail, and other SDKs ignore it.",
                $"Set both variables, or remove {set}."
            );
        }
        else if (id is null && environment[AwsVariables.SessionToken] is not null)
        {
            yield return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                $"{AwsVariables.SessionToken} is set without the keys that it belongs to.",
                "Set all three variables, or remove it."
            );
        }
    }

    private IEnumerable<DiagnosticFinding> Conflicts(ProfileSet profiles)
    {
        var named = ProfileNames.GetSelected(environment);
        var hasKeys =
            environment[AwsVariables.AccessKeyId] is not null && environment[AwsVariables.SecretAccessKey] is not null;
        if (named is not null && profiles.Find(named) is null)
        {
            yield return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Error,
                $"{AwsVariables.Profile} names a profile that does not exist, so the AWS CLI and boto3 fail.",
                "Correct the name, or remove the variable."
            );
        }

        if (named is not null && hasKeys)
        {
            yield return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Warning,
                "Both keys and AWS_PROFILE are set: the AWS CLI, boto3 and .NET use the keys, "
                    + "JavaScript uses the profile.",
                "Remove either the keys or AWS_PROFILE."
            );
        }

        if (
            profiles.Find(ProfileNames.Default) is { } standard
            && ProfileKinds.Classify(standard) != ProfileKind.Settings
        )
        {
            yield return new DiagnosticFinding(
                Topic,
                DiagnosticStatus.Ok,
                "The default profile has credentials, which take precedence over those of an endpoint, "
                    + "so roles are delivered through a generated profile."
            );
        }
    }
}
