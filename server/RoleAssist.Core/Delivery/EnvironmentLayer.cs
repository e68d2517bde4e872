using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Lays what a session gives over an environment. Whatever else could name credentials there is taken away, whichever way
/// set it, so that switching ways or roles and ending a role leave nothing behind.
/// </summary>
public static class EnvironmentLayer
{
    /// <summary>The variables of a session that are not the same for every session, by which a shell that gives the role back knows them.</summary>
    public const string ListVariable = "ROLEASSIST_VARIABLES";

    private const string WebIdentityToken = "AWS_WEB_IDENTITY_TOKEN_FILE";

    /// <summary>It means nothing in a file that a shell sources. Before 0.2 it was a blank.</summary>
    private const char Separator = ',';

    /// <summary>They name a profile, and an empty one names the profile that has no name. boto3 takes the second before the first.</summary>
    internal static IReadOnlyList<string> ProfileNaming { get; } = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];

    /// <summary>They come before an endpoint's address or its token, even when they are empty (botocore asks only whether they are there).</summary>
    internal static IReadOnlyList<string> RivalsOfEndpoint { get; } =
        [.. ProfileNaming, "AWS_CREDENTIAL_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];

    private static readonly string[] Keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

    /// <summary>Every SDK takes these as absent when they are empty, so that is how they lose where nothing can be removed.</summary>
    private static readonly string[] Blankable =
    [
        .. Keys,
        "AWS_SESSION_TOKEN",
        "AWS_SECURITY_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION",

        // Older names of the keys, which the SDKs for Go and Java still read.
        "AWS_ACCESS_KEY",
        "AWS_SECRET_KEY",
        WebIdentityToken,
        "AWS_ROLE_ARN",
        "AWS_ROLE_SESSION_NAME",
    ];

    /// <summary>All that names credentials, and all that some way sets for every session.</summary>
    private static readonly string[] Managed =
    [
        SessionVariables.Profile,
        .. Blankable,
        .. RivalsOfEndpoint,
        .. EndpointDelivery.Names,
        EnvironmentDelivery.OwnKey,
        EndpointDelivery.AddressVariable,
        EndpointDelivery.TokenVariable,
        ProxyExceptions.AddedVariable,
        ListVariable,
    ];

    /// <summary>What some SDK takes before that which a way sets, where it is there all the same.</summary>
    public static IEnumerable<string> RivalsOf(DeliveryMode mode) => mode switch
    {
        DeliveryMode.Environment => ProfileNaming,
        DeliveryMode.Endpoint => [.. RivalsOfEndpoint, .. Keys, WebIdentityToken],
        _ => ["AWS_DEFAULT_PROFILE", .. Keys],
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
        var left = LeftBy(surroundings).ToList();
        var own = values
            .Where(value => !Managed.Contains(value.Key) && !SharedFileVariables.Contains(value.Key))
            .Where(value => surroundings[value.Key] != value.Value || left.Contains(value.Key))
            .Select(value => value.Key)
            .ToList();
        if (own.Count > 0)
        {
            values[ListVariable] = string.Join(Separator, own);
        }

        SharedFileVariables.LayOver(surroundings, CanRemove(use), values);
        ProxyExceptions.LayOver(surroundings, CanRemove(use), values);
        if (CanRemove(use))
        {
            // Where a session is, it says itself what is its own; where that cannot be seen, whatever it may have set goes.
            var isUnseen = !values.ContainsKey(SessionVariables.Profile) && surroundings[SessionVariables.Profile] is null;
            foreach (var name in Managed.Concat(left).Concat(isUnseen ? [.. SessionVariables.Regions, .. also ?? []] : []))
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

    /// <summary>The variables of the session in an environment that are not the same for every session.</summary>
    internal static IEnumerable<string> LeftBy(ProcessEnvironment surroundings) =>
        (surroundings[ListVariable] ?? "").Split([Separator, ' '], StringSplitOptions.RemoveEmptyEntries).Where(IsName);

    /// <summary>It becomes part of a statement that a shell evaluates.</summary>
    private static bool IsName(string text) => text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') && !char.IsAsciiDigit(text[0]);

    private static void Outdo(ProcessEnvironment surroundings, OrderedDictionary<string, string?> values)
    {
        foreach (var name in Blankable.Where(name => surroundings[name] is not null))
        {
            values.TryAdd(name, "");
        }

        if (values.TryGetValue("AWS_PROFILE", out var profile) && surroundings.IsSet("AWS_DEFAULT_PROFILE"))
        {
            values["AWS_DEFAULT_PROFILE"] = profile;
        }
    }
}
