using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>
/// The parameters that restrict and label a role session: policies, tags, source identity
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html). They come from a request, never from a
/// profile.
/// </summary>
internal static class SessionParameters
{
    public static AssumeRoleStep Apply(AssumeTarget target, AssumeRoleStep step) =>
        step with
        {
            RoleSessionName = target.RoleSessionName ?? step.RoleSessionName,
            Policy = PolicyOf(target),
            PolicyArns = target.PolicyArns,
            Tags = target.Tags,
            TransitiveTagKeys = target.TransitiveTagKeys,
            SourceIdentity = target.SourceIdentity,
        };

    /// <summary>Applies the session name to a web identity's role.</summary>
    public static CredentialSource Apply(AssumeTarget target, CredentialSource source)
    {
        NameTemplate.Require("session name", target.RoleSessionName, StsRules.RoleSessionName);
        return source is WebIdentitySource web && target.RoleSessionName is { } name
            ? web with
            {
                RoleSessionName = name,
            }
            : source;
    }

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: a parameter violates STS' rules.
    /// </exception>
    public static void Require(AssumeTarget target)
    {
        StsRules.Policy.Require("session policy", PolicyOf(target));
        NameTemplate.Require("session name", target.RoleSessionName, StsRules.RoleSessionName);
        NameTemplate.Require("source identity", target.SourceIdentity, StsRules.SourceIdentity);
        RequireAtMost(StsRules.MaxPolicyArns, target.PolicyArns.Count, "policy ARNs");
        RequireAtMost(StsRules.MaxTags, target.Tags.Count, "tags");
        foreach (var arn in target.PolicyArns)
        {
            StsRules.PolicyArn.Require("policy ARN", arn);
        }

        foreach (var (key, value) in target.Tags)
        {
            StsRules.TagKey.Require($"key of the tag '{key}'", key);
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"The tag '{key}' begins with aws:, which is reserved for AWS.",
                    "Use another key."
                );
            }

            NameTemplate.Require($"value of the tag '{key}'", value, StsRules.TagValue);
        }

        if (
            target.Tags.Count > 1
            && target
                .Tags.Keys.GroupBy(key => key, StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault(same => same.Count() > 1)
                is { } twice
        )
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The tags {string.Join(" and ", twice.Select(key => $"'{key}'"))} differ only in case, which AWS "
                    + "ignores.",
                "Remove all but one of them."
            );
        }

        if (target.TransitiveTagKeys.FirstOrDefault(key => !target.Tags.ContainsKey(key)) is { } absent)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The transitive tag '{absent}' is not one of the session tags.",
                "Add it as a tag, as in --tag key=value."
            );
        }
    }

    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/>: the parameters have no effect without a role.
    /// </exception>
    public static void RequireNone(AssumeTarget target, string profile)
    {
        if (
            target is
            {
                Policy: null,
                PolicyPreset: null,
                SourceIdentity: null,
                PolicyArns: [],
                Tags.Count: 0,
                TransitiveTagKeys: []
            }
        )
        {
            return;
        }

        throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            $"Session policies, tags and a source identity apply only to an assumed role, and '{profile}' has no role.",
            "Use a profile with a role_arn, or add --role-arn."
        )
        {
            Profile = profile,
        };
    }

    /// <summary>Returns the inline policy, given as text or by its name.</summary>
    public static string? PolicyOf(AssumeTarget target) =>
        (target.Policy, target.PolicyPreset) switch
        {
            (not null, not null) => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "A session can have only one inline policy: a preset or a custom policy.",
                "Remove one of them."
            ),
            (var policy, null) => policy,
            (null, { } preset) => SessionPolicyPresets.Find(preset),
        };

    private static void RequireAtMost(int most, int count, string what)
    {
        if (count > most)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"There are {count} {what}, but STS accepts at most {most}."
            );
        }
    }
}
