using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Computes the changes that apply a session to an environment. Everything else there that could provide credentials is
/// removed, whichever delivery set it, so that switching deliveries or roles and ending a role leave nothing behind.
/// </summary>
public static class EnvironmentLayer
{
    /// <summary>
    /// The variables that take precedence over an endpoint's address or token, even when they are empty (botocore only
    /// checks whether they are set).
    /// </summary>
    internal static IReadOnlyList<string> VariablesShadowingEndpoint { get; } =
    [
        .. AwsVariables.Profiles,
        AwsVariables.CredentialFile,
        AwsVariables.ContainerCredentialsRelativeUri,
        AwsVariables.ContainerAuthorizationTokenFile,
    ];

    private static readonly string[] Keys = [AwsVariables.AccessKeyId, AwsVariables.SecretAccessKey];

    /// <summary>
    /// Every SDK treats these as unset when they are empty, so they are emptied where variables cannot be removed.
    /// </summary>
    private static readonly string[] BlankIsAbsent =
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

    /// <summary>All variables that provide credentials, and all that any delivery sets for every session.</summary>
    private static readonly string[] Managed =
    [
        RoleAssistVariables.Profile,
        .. BlankIsAbsent,
        .. VariablesShadowingEndpoint,
        .. EndpointDelivery.Names,
        RoleAssistVariables.AccessKeyId,
        RoleAssistVariables.CredentialsFullUri,
        RoleAssistVariables.AuthorizationToken,
        RoleAssistVariables.NoProxy,
        RoleAssistVariables.Variables,
    ];

    /// <summary>Returns the variables that some SDK prefers to those of a delivery, if they are set anyway.</summary>
    public static IEnumerable<string> VariablesShadowing(DeliveryMode mode) =>
        mode switch
        {
            DeliveryMode.Environment => AwsVariables.Profiles,
            DeliveryMode.Endpoint => [.. VariablesShadowingEndpoint, .. Keys, AwsVariables.WebIdentityTokenFile],
            _ => [AwsVariables.DefaultProfile, .. Keys],
        };

    public static bool CanRemove(EnvironmentUse use) => use is EnvironmentUse.Terminal or EnvironmentUse.Command;

    /// <summary>Returns the changes that make the given variables take effect in an environment.</summary>
    /// <param name="surroundings">The environment without the session, as far as it is known.</param>
    /// <param name="use">What the environment is for, which determines whether variables can be removed.</param>
    /// <param name="given">The variables of a delivery; empty to remove a role.</param>
    /// <param name="also">Further variables that the session may have set.</param>
    public static IReadOnlyList<EnvironmentChange> Apply(
        ProcessEnvironment surroundings,
        EnvironmentUse use,
        IEnumerable<EnvironmentChange> given,
        IEnumerable<string>? also = null
    )
    {
        var values = new OrderedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var change in given)
        {
            values[change.Name] = change.Value;
        }

        // A variable that has the same value without the session belongs to the user and stays when the session ends.
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

        SharedFileVariables.Apply(surroundings, CanRemove(use), values);
        ProxyExceptions.Apply(surroundings, CanRemove(use), values);
        if (CanRemove(use))
        {
            // A session lists its own variables. If the list is not visible, everything that it may have set is
            // removed.
            var isUnseen =
                !values.ContainsKey(RoleAssistVariables.Profile) && surroundings[RoleAssistVariables.Profile] is null;
            foreach (var name in Managed.Concat(left).Concat(isUnseen ? [.. AwsVariables.Regions, .. also ?? []] : []))
            {
                values.TryAdd(name, null);
            }
        }
        else
        {
            Override(surroundings, values);
        }

        return [.. values.Select(value => new EnvironmentChange(value.Key, value.Value))];
    }

    private static void Override(ProcessEnvironment surroundings, OrderedDictionary<string, string?> values)
    {
        foreach (var name in BlankIsAbsent.Where(name => surroundings[name] is not null))
        {
            values.TryAdd(name, "");
        }

        if (
            values.TryGetValue(AwsVariables.Profile, out var profile) && surroundings.IsSet(AwsVariables.DefaultProfile)
        )
        {
            values[AwsVariables.DefaultProfile] = profile;
        }
    }
}
