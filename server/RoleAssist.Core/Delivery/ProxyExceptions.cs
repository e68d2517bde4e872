using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Excludes the endpoint from proxies. .NET, and with it AWS Tools for PowerShell, sends even requests to this machine,
/// and so the endpoint's token, to the proxy in the environment, unless <c>NO_PROXY</c> lists the exact address
/// (https://learn.microsoft.com/dotnet/api/system.net.http.httpclient.defaultproxy).
/// </summary>
internal static class ProxyExceptions
{
    private const string Loopback = "127.0.0.1";

    private static readonly string[] Proxies = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

    /// <summary>Some tools read both variables, others only one of them.</summary>
    private static readonly string[] Exceptions = ["no_proxy", "NO_PROXY"];

    /// <summary>Returns the variable whose proxy would get the endpoint's requests; null if none.</summary>
    public static string? FindProxyVariable(ProcessEnvironment environment) =>
        Array.Find(Proxies, name => environment[name] is not null) is { } proxy && !IsExcluded(environment)
            ? proxy
            : null;

    /// <summary>Adds the exception for an endpoint, and removes the one that an earlier session added.</summary>
    public static void Apply(ProcessEnvironment surroundings, bool canRemove, OrderedDictionary<string, string?> values)
    {
        var isWanted =
            values.ContainsKey(AwsVariables.ContainerCredentialsFullUri)
            && Array.Exists(Proxies, name => surroundings[name] is not null);
        var added = (surroundings[RoleAssistVariables.NoProxy] ?? "").Split(',').Intersect(Exceptions).ToArray();
        var names = new List<string>();

        // If only one is set, tools that prefer the other still find its list.
        var set = Array.FindAll(Exceptions, surroundings.IsSet);
        foreach (
            var name in !isWanted ? added
            : set is [] ? Exceptions
            : set
        )
        {
            var own = added.Contains(name) ? WithoutLoopback(surroundings[name]) : surroundings[name];
            if (isWanted && !NamesLoopback(own))
            {
                values[name] = own is null ? Loopback : $"{own},{Loopback}";
                names.Add(name);
            }
            else if (own != surroundings[name] && canRemove)
            {
                values[name] = own;
            }
        }

        if (names.Count > 0)
        {
            values[RoleAssistVariables.NoProxy] = string.Join(',', names);
        }
    }

    private static bool IsExcluded(ProcessEnvironment environment) =>
        Array.FindAll(Exceptions, environment.IsSet) is [_, ..] set
        && set.All(name => NamesLoopback(environment[name]));

    /// <summary>.NET compares whole entries, so a network or a wildcard does not count.</summary>
    private static bool NamesLoopback(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries).Contains(Loopback) == true;

    private static string? WithoutLoopback(string? list) =>
        list switch
        {
            Loopback => null,
            not null when list.EndsWith($",{Loopback}", StringComparison.Ordinal) => list[..^(Loopback.Length + 1)],
            _ => list,
        };
}
