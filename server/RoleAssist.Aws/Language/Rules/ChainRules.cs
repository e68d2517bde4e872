using System.Globalization;
using RoleAssist.Aws.SharedConfig.Editing;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks where a profile's credentials come from, over its source profiles.</summary>
internal static class ChainRules
{
    /// <summary>
    /// What STS allows for a role that is assumed with another role
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining).
    /// </summary>
    private const int LongestChained = 3600;

    /// <summary>botocore renews credentials with less than 15 minutes left at each call.</summary>
    private const int NeverCached = 900;

    private static readonly string[] SourceSettings =
    [
        ProfileSettings.SourceProfile,
        ProfileSettings.CredentialSource,
        ProfileSettings.WebIdentityTokenFile,
        ProfileSettings.CredentialProcess,
    ];

    public static IEnumerable<ConfigFinding> Check(ConfigModel model)
    {
        foreach (var profile in model.Profiles.Values)
        {
            if (profile[ProfileSettings.RoleArn] is not { } role)
            {
                continue;
            }

            if (Sources(profile, role) is { } sources)
            {
                yield return sources;
            }

            var source = SourceOf(model, profile);
            if (SelfSource(profile) is { } self)
            {
                yield return self;
            }

            if (Duration(profile, source) is { } duration)
            {
                yield return duration;
            }

            if (Mfa(profile, role, source) is { } mfa)
            {
                yield return mfa;
            }
        }

        foreach (var cycle in Cycles(model))
        {
            yield return cycle;
        }
    }

    private static ConfigFinding? Sources(ModelProfile profile, ModelSetting role)
    {
        ModelSetting? first = null;
        ModelSetting? second = null;
        foreach (var name in SourceSettings)
        {
            if (profile[name] is { } source)
            {
                second ??= first is null ? null : source;
                first ??= source;
            }
        }

        if (first is null)
        {
            return profile[ProfileSettings.VaultKey] is not null
                ? null
                : ConfigRules.NoSource.At(
                    role,
                    $"Profile '{profile.Name}' has a role_arn but nothing to assume it with. Add source_profile, "
                        + "credential_source or web_identity_token_file."
                );
        }

        return second is null
            ? null
            : ConfigRules.TwoSources.At(
                second,
                $"Profile '{profile.Name}' has {first.Name} and {second.Name}, but a role is assumed with one "
                    + "source. The SDK for Go refuses the profile, and the others choose differently. Remove one of them.",
                [
                    .. SourceSettings
                        .Select(name => profile[name])
                        .OfType<ModelSetting>()
                        .Select(source => new ConfigFix($"Remove {source.Name}") { Edits = () => [source.Remove()] }),
                ]
            ) with
            {
                Related = [new RelatedSpan(first.Document, first.NameSpan, "It is the other source.")],
            };
    }

    /// <summary>Returns the other profile that the role is assumed with; null if there is none.</summary>
    private static ModelProfile? SourceOf(ConfigModel model, ModelProfile profile) =>
        profile[ProfileSettings.SourceProfile] is { } source && !source.Written.SequenceEqual(profile.Name)
            ? model.Profiles.GetValueOrDefault(source.Value)
            : null;

    private static ConfigFinding? SelfSource(ModelProfile profile) =>
        profile[ProfileSettings.SourceProfile] is { } source
        && source.Written.SequenceEqual(profile.Name)
        && profile[ProfileSettings.AccessKeyId] is not null
            ? ConfigRules.SelfSource.At(
                source,
                $"Profile '{profile.Name}' assumes its role with its own keys. The AWS CLI, boto3, Go and Rust accept "
                    + "that; the SDK for .NET does not find the profile. Put the keys into a profile of their own."
            )
            : null;

    /// <summary>Returns the longest duration that STS allows here, in seconds; null if the role alone decides.</summary>
    public static int? LongestOf(ConfigModel model, ModelSetting duration) =>
        duration.Profile is { } name
        && duration.Name == ProfileSettings.DurationSeconds
        && model.Profiles.TryGetValue(name, out var profile)
        && profile[ProfileSettings.RoleArn] is not null
        && SourceOf(model, profile)?[ProfileSettings.RoleArn] is not null
            ? LongestChained
            : null;

    private static ConfigFinding? Duration(ModelProfile profile, ModelProfile? source)
    {
        if (
            profile[ProfileSettings.DurationSeconds] is not { } setting
            || !int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        )
        {
            return null;
        }

        var hour = new ConfigFix("Write 3600") { Edits = () => [setting.ReplaceValue("3600")] };

        // Beyond the setting's own range, ValueRules has said it.
        if (
            seconds > LongestChained
            && !(seconds > setting.Known?.Max)
            && source?[ProfileSettings.RoleArn] is { } first
        )
        {
            return ConfigRules.DurationOverChainCap.At(
                setting,
                $"A role that is assumed with another role (role chaining) lasts at most {LongestChained} seconds, and STS "
                    + "refuses to issue it for longer.",
                hour
            ) with
            {
                Related = [new RelatedSpan(first.Document, first.ValueSpan, "Its source is a role too.")],
            };
        }

        return seconds == NeverCached
            ? ConfigRules.DurationNeverCached.At(
                setting,
                $"The AWS CLI and boto3 renew credentials that last {NeverCached} seconds or less at every call, so an MFA "
                    + "code is needed each time.",
                hour
            )
            : null;
    }

    private static ConfigFinding? Mfa(ModelProfile profile, ModelSetting role, ModelProfile? source)
    {
        var device = profile[ProfileSettings.MfaSerial];
        if (
            source?[ProfileSettings.MfaSerial] is { } other
            && device is null
            && source[ProfileSettings.RoleArn] is null
        )
        {
            return ConfigRules.MfaNotOnRole.At(
                role,
                $"The source profile '{source.Name}' has an mfa_serial and this profile has none, so SDKs send no MFA "
                    + "code when they assume the role. If the role demands one, copy the line.",
                new ConfigFix("Copy mfa_serial to this profile")
                {
                    Edits = () =>
                        Edits.Of(
                            role.Document,
                            new SetSetting(SectionId.Profile(profile.Name), ProfileSettings.MfaSerial, other.Value)
                        ),
                }
            ) with
            {
                Related = [new RelatedSpan(other.Document, other.NameSpan, "The device is named here.")],
            };
        }

        return
            device is not null
            && source?[ProfileSettings.AccountId] is { } known
            && Arn.AccountOf(device.Value) is { Length: > 0 } account
            && known.Value != account
            ? ConfigRules.MfaSerialOtherAccount.At(
                device,
                $"The MFA device is in account {account}, but the keys of '{source.Name}' belong to account {known.Value}. "
                    + "STS accepts only a device of the user whose keys are used."
            ) with
            {
                Related = [new RelatedSpan(known.Document, known.ValueSpan, "The account of the keys.")],
            }
            : null;
    }

    /// <summary>Reports each cycle at each of its members, in linear time: every profile has one source at most.</summary>
    private static IEnumerable<ConfigFinding> Cycles(ConfigModel model)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in model.Profiles.Values)
        {
            if (Next(model, start) is not { } next || done.Contains(next.Name))
            {
                done.Add(start.Name);
                continue;
            }

            var path = new OrderedDictionary<string, ModelProfile>(StringComparer.Ordinal);
            var profile = start;
            while (profile is not null && !done.Contains(profile.Name) && path.TryAdd(profile.Name, profile))
            {
                profile = Next(model, profile);
            }

            if (profile is not null && path.IndexOf(profile.Name) is >= 0 and var first)
            {
                foreach (var found in Report([.. path.Values.Skip(first)]))
                {
                    yield return found;
                }
            }

            done.UnionWith(path.Keys);
        }
    }

    private static ModelProfile? Next(ConfigModel model, ModelProfile profile) =>
        profile[ProfileSettings.RoleArn] is not null
        && profile[ProfileSettings.SourceProfile] is { } source
        && !(source.Value == profile.Name && HasOwnSource(profile))
            ? model.Profiles.GetValueOrDefault(source.Value)
            : null;

    /// <summary>Whether a profile that names itself has something to assume its role with.</summary>
    private static bool HasOwnSource(ModelProfile profile) =>
        profile.Settings.Any(setting =>
            setting.HasValue
            && setting.Name
                is ProfileSettings.AccessKeyId
                    or ProfileSettings.CredentialProcess
                    or ProfileSettings.SsoSession
                    or ProfileSettings.SsoStartUrl
                    or ProfileSettings.VaultKey
                    or ProfileSettings.LoginSession
        );

    private static IEnumerable<ConfigFinding> Report(IReadOnlyList<ModelProfile> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            var source = members[i][ProfileSettings.SourceProfile]!;
            var next = members[(i + 1) % members.Count];
            yield return ConfigRules.ProfileCycle.At(
                source,
                $"A source profile formed an infinite loop: {Describe(members, i)}. Name a profile that has credentials "
                    + "of its own."
            ) with
            {
                Related =
                [
                    new RelatedSpan(
                        next[ProfileSettings.SourceProfile]!.Document,
                        next[ProfileSettings.SourceProfile]!.ValueSpan,
                        "The next profile of the loop."
                    ),
                ],
            };
        }
    }

    /// <summary>Names the members from one of them to itself; the first ones of a long loop.</summary>
    private static string Describe(IReadOnlyList<ModelProfile> members, int start)
    {
        var isLong = members.Count > 7;
        var names = Enumerable
            .Range(start, isLong ? 6 : members.Count)
            .Select(index => members[index % members.Count].Name);
        return $"{string.Join(" -> ", names)} -> {(isLong ? "… -> " : "")}{members[start].Name}";
    }
}
