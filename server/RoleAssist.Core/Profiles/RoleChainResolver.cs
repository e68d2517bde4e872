using System.Globalization;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>
/// Works out how to become what somebody wants to be, as AWS' SDKs do
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html). It calls nobody.
/// </summary>
public sealed class RoleChainResolver(ProcessEnvironment environment)
{
    private readonly EndpointResolver _endpoints = new(environment);

    /// <summary>The profile that AWS' tools take when none is named.</summary>
    public string DefaultProfile => environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"] ?? "default";

    /// <summary>The chain to a profile, a role ARN, or to whoever this process is by default.</summary>
    /// <exception cref="RoleAssistException">One of the configuration codes, when no chain can be made.</exception>
    public RoleChain Resolve(ProfileSet profiles, AssumeTarget target)
    {
        var profile = Select(profiles, target);
        var steps = new List<ChainStep>();
        var start = profile is null ? EnvironmentBase() : Follow(profiles, profile, steps, []);
        profile ??= profiles.Find(DefaultProfile) ?? new Profile(start.Credentials.AccessKeyId, new Dictionary<string, Setting>());

        if (steps is [.., AssumeRoleStep last])
        {
            steps[^1] = WithSessionParameters(last, target);
        }
        else if (!start.Credentials.IsTemporary)
        {
            steps.Add(new GetSessionTokenStep(profile[ProfileSettings.MfaSerial], DurationOf(profile)));
        }

        var region = _endpoints.RegionOf(profile, target.Region);
        var sts = _endpoints.Resolve(AwsService.Sts, profiles, profile, region);
        return new RoleChain(profile.Name, start, steps, region, sts, _endpoints.EndpointsOf(profiles, profile));
    }

    /// <summary>The profile to begin from, as the target changes it. Null: the keys of this process' environment.</summary>
    private Profile? Select(ProfileSet profiles, AssumeTarget target)
    {
        var isArn = RoleArn.TryParse(target.Profile, out _);
        var roleArn = target.RoleArn ?? (isArn ? target.Profile : null);
        var named = isArn ? null : target.Profile;
        Profile profile;
        if (named is not null)
        {
            profile = profiles.Get(named);
        }
        else if (roleArn is not null)
        {
            profile = ProfileForArn(profiles, roleArn, target.SourceProfile);
        }
        else if (EnvironmentCredentials.Read(environment) is not null)
        {
            return null;
        }
        else
        {
            profile = profiles.Get(DefaultProfile);
        }

        return profile.With(
        [
            new(ProfileSettings.RoleArn, roleArn),
            new(ProfileSettings.SourceProfile, target.SourceProfile ?? ImpliedSource(profile, roleArn)),
            new(ProfileSettings.ExternalId, target.ExternalId),
            new(ProfileSettings.MfaSerial, target.MfaSerial),
            new(ProfileSettings.RoleSessionName, target.RoleSessionName),
            new(ProfileSettings.DurationSeconds, target.DurationSeconds?.ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    /// <summary>A role that no profile describes lives where its source lives: same region, same endpoints.</summary>
    private Profile ProfileForArn(ProfileSet profiles, string roleArn, string? sourceName)
    {
        var useEnvironment = sourceName is null && EnvironmentCredentials.Read(environment) is not null;
        var source = useEnvironment ? profiles.Find(DefaultProfile) : profiles.Get(sourceName ?? DefaultProfile);
        return new Profile(roleArn, new Dictionary<string, Setting>()).With(
        [
            new(ProfileSettings.Region, source?[ProfileSettings.Region]),
            new(ProfileSettings.Services, source?[ProfileSettings.Services]),
            new(ProfileSettings.EndpointUrl, source?[ProfileSettings.EndpointUrl]),
            new(ProfileSettings.SourceProfile, useEnvironment ? null : source?.Name),
            new(ProfileSettings.CredentialSource, useEnvironment ? CredentialSources.Environment : null),
        ]);
    }

    /// <summary>A role given for a profile that has none of its own is assumed with that profile's keys.</summary>
    private static string? ImpliedSource(Profile profile, string? roleArn) =>
        roleArn is not null
        && profile[ProfileSettings.SourceProfile] is null
        && profile[ProfileSettings.CredentialSource] is null
            ? profile.Name
            : null;

    /// <summary>Follows a profile to its base credentials and adds the roles on the way, the first to assume first.</summary>
    private CredentialBase Follow(ProfileSet profiles, Profile profile, List<ChainStep> steps, IReadOnlyList<string> path)
    {
        path = [.. path, profile.Name];
        var isSource = path.Count > 1;
        if (profile[ProfileSettings.RoleArn] is not { } roleArn || (isSource && HasKeys(profile)))
        {
            return KeysOf(profile);
        }

        RequireSupported(profile);
        var start = FollowSource(profiles, profile, steps, path);
        steps.Add(new AssumeRoleStep(profile.Name, roleArn, profile[ProfileSettings.MfaSerial], DurationOf(profile))
        {
            RoleSessionName = profile[ProfileSettings.RoleSessionName],
            ExternalId = profile[ProfileSettings.ExternalId],
        });
        return start;
    }

    private CredentialBase FollowSource(ProfileSet profiles, Profile profile, List<ChainStep> steps, IReadOnlyList<string> path)
    {
        switch (profile[ProfileSettings.SourceProfile], profile[ProfileSettings.CredentialSource])
        {
            case (not null, not null):
                throw Invalid(profile, $"Profile '{profile.Name}' has both source_profile and credential_source.", "Keep one of them.");
            case (null, null):
                throw Invalid(
                    profile,
                    $"Profile '{profile.Name}' has a role_arn but nothing to assume it with.",
                    "Add source_profile with the name of a profile that has credentials.");
            case (null, CredentialSources.Environment):
                return EnvironmentBase(profile.Name);
            case (null, { } source):
                throw CredentialSources.IsKnown(source)
                    ? Unsupported(profile, $"credential_source = {source}")
                    : Invalid(profile, $"Profile '{profile.Name}' has an unknown credential_source '{source}'.", $"It may be {CredentialSources.Names}.");
            case ({ } source, null) when source == profile.Name:
                return KeysOf(profile);
            case ({ } source, null):
                if (path.Contains(source))
                {
                    var loop = string.Join(" -> ", path.SkipWhile(name => name != source).Append(source));
                    throw new RoleAssistException(
                        ErrorCode.ProfileCycle,
                        $"The source profiles form a loop: {loop}.",
                        "Let one of them end at a profile that has credentials of its own.")
                    { Profile = profile.Name };
                }

                var next = profiles.Find(source)
                    ?? throw profiles.NotFound(source, $"Profile '{profile.Name}' names the source profile '{source}', which is not there.");
                return Follow(profiles, next, steps, path);
        }
    }

    private static bool HasKeys(Profile profile) =>
        profile[ProfileSettings.AccessKeyId] is not null || profile[ProfileSettings.SecretAccessKey] is not null;

    private static CredentialBase KeysOf(Profile profile)
    {
        switch (profile[ProfileSettings.AccessKeyId], profile[ProfileSettings.SecretAccessKey])
        {
            case ({ } id, { } secret):
                return new CredentialBase(
                    BaseKind.AccessKey,
                    profile.Name,
                    new AwsCredentials(id, secret, profile[ProfileSettings.SessionToken]));
            case (null, null):
                RequireSupported(profile);
                throw new RoleAssistException(
                    ErrorCode.CredentialsMissing,
                    $"Profile '{profile.Name}' holds no credentials.",
                    "Give it keys, or a role_arn with a source_profile.")
                { Profile = profile.Name };
            case (_, null):
                throw Invalid(profile, $"Profile '{profile.Name}' has an access key id but no aws_secret_access_key.", "Add the secret, or remove the id.");
            default:
                throw Invalid(profile, $"Profile '{profile.Name}' has a secret access key but no aws_access_key_id.", "Add the id, or remove the secret.");
        }
    }

    private CredentialBase EnvironmentBase(string? askedBy = null) =>
        new(
            BaseKind.Environment,
            Profile: null,
            EnvironmentCredentials.Read(environment) ?? throw new RoleAssistException(
                ErrorCode.CredentialsMissing,
                $"Profile '{askedBy}' takes its credentials from the environment, which has none.",
                "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a source_profile.")
            { Profile = askedBy });

    private static void RequireSupported(Profile profile)
    {
        if (ProfileKinds.UnsupportedSettingOf(profile) is { } setting)
        {
            throw Unsupported(profile, setting);
        }
    }

    private static RoleAssistException Unsupported(Profile profile, string how) =>
        new(
            ErrorCode.CredentialSourceUnsupported,
            $"Profile '{profile.Name}' gets its credentials through {how}, which RoleAssist cannot use yet.",
            "Use a profile with keys, or a role on top of one.")
        { Profile = profile.Name };

    private static RoleAssistException Invalid(Profile profile, string message, string hint) =>
        new(ErrorCode.ConfigurationInvalid, message, hint) { Profile = profile.Name };

    private static int? DurationOf(Profile profile)
    {
        if (profile[ProfileSettings.DurationSeconds] is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw Invalid(
                profile,
                $"duration_seconds = {text} of profile '{profile.Name}' is not a number of seconds.",
                "Write a whole number from 900 to 43200.");
    }

    private static AssumeRoleStep WithSessionParameters(AssumeRoleStep step, AssumeTarget target) => step with
    {
        Policy = target.Policy,
        PolicyArns = target.PolicyArns,
        Tags = target.Tags,
        TransitiveTagKeys = target.TransitiveTagKeys,
        SourceIdentity = target.SourceIdentity,
    };
}
