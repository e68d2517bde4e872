using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Lays what a session gives over an environment. Whatever else could name credentials there is taken away, whichever way
/// set it, so that switching ways or roles and ending a role leave nothing behind.
/// </summary>
public static class EnvironmentLayer
{
    /// <summary>They come before an endpoint's address or its token, even when they are empty (botocore asks only whether they are there).</summary>
    internal static IReadOnlyList<string> RivalsOfEndpoint { get; } =
        [.. AwsVariables.Profiles, AwsVariables.CredentialFile, AwsVariables.ContainerCredentialsRelativeUri, AwsVariables.ContainerAuthorizationTokenFile];

    private static readonly string[] Keys = [AwsVariables.AccessKeyId, AwsVariables.SecretAccessKey];

    /// <summary>Every SDK takes these as absent when they are empty, so that is how they lose where nothing can be removed.</summary>
    private static readonly string[] Blankable =
    [
        .. Keys,
        AwsVariables.SessionToken,
        AwsVariables.SecurityToken,
        AwsVariables.CredentialExpiration,

        // Older names of the keys, which the SDKs for Go and Java still read.
        AwsVariables.AccessKey,
        AwsVariables.SecretKey,
        AwsVariables.WebIdentityTokenFile,
        AwsVariables.RoleArn,
        AwsVariables.RoleSessionName,
    ];

    /// <summary>All that names credentials, and all that some way sets for every session.</summary>
    private static readonly string[] Managed =
    [
        RoleAssistVariables.Profile,
        .. Blankable,
        .. RivalsOfEndpoint,
        .. EndpointDelivery.Names,
        RoleAssistVariables.AccessKeyId,
        RoleAssistVariables.CredentialsFullUri,
        RoleAssistVariables.AuthorizationToken,
        RoleAssistVariables.NoProxy,
        RoleAssistVariables.Variables,
    ];

    /// <summary>What some SDK takes before that which a way sets, where it is there all the same.</summary>
    public static IEnumerable<string> RivalsOf(DeliveryMode mode) => mode switch
    {
        DeliveryMode.Environment => AwsVariables.Profiles,
        DeliveryMode.Endpoint => [.. RivalsOfEndpoint, .. Keys, AwsVariables.WebIdentityTokenFile],
        _ => [AwsVariables.DefaultProfile, .. Keys],
    };

    public static bool CanRemove(EnvironmentUse use) => use is EnvironmentUse.Terminal or EnvironmentUse.Command;

    /// <summary>What to change in an environment so that what is given there wins.</summary>
    /// <param name="surroundings">What the environment is without it, as far as that is known.</param>
    /// <param name="use">What can be done to it.</param>
    /// <param name="given">What a way sets; nothing takes a role away.</param>
    /// <param name="also">What may be there of the session beside what it says itself.</param>
    public static IReadOnlyList<EnvironmentChange> Over(
        ProcessEnvironment surroundings, EnvironmentUse use, IEnumerable<EnvironmentChange> given, IEnumerable<string>? also = null)
    {
        var values = new OrderedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var change in given)
        {
            values[change.Name] = change.Value;
        }

        // What says the same without the session is the person's own and stays when the session goes.
        var left = RoleAssistVariables.Listed(surroundings).ToList();
        var own = values
            .Where(value => !Managed.Contains(value.Key) && !SharedFileVariables.Contains(value.Key))
            .Where(value => surroundings[value.Key] != value.Value || left.Contains(value.Key))
            .Select(value => value.Key)
            .ToList();
        if (own.Count > 0)
        {
            values[RoleAssistVariables.Variables] = RoleAssistVariables.Join(own);
        }

        SharedFileVariables.LayOver(surroundings, CanRemove(use), values);
        ProxyExceptions.LayOver(surroundings, CanRemove(use), values);
        if (CanRemove(use))
        {
            // Where a session is, it says itself what is its own; where that cannot be seen, whatever it may have set goes.
            var isUnseen = !values.ContainsKey(RoleAssistVariables.Profile) && surroundings[RoleAssistVariables.Profile] is null;
            foreach (var name in Managed.Concat(left).Concat(isUnseen ? [.. AwsVariables.Regions, .. also ?? []] : []))
            {
                values.TryAdd(name, null);
            }
        }
        else
        {
            Outdo(surroundings, values);
        }

        return [.. values.Select(value => new EnvironmentChange(value.Key, value.Value))];
    }

    private static void Outdo(ProcessEnvironment surroundings, OrderedDictionary<string, string?> values)
    {
        foreach (var name in Blankable.Where(name => surroundings[name] is not null))
        {
            values.TryAdd(name, "");
        }

        if (values.TryGetValue(AwsVariables.Profile, out var profile) && surroundings.IsSet(AwsVariables.DefaultProfile))
        {
            values[AwsVariables.DefaultProfile] = profile;
        }
    }
}
