using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// Keeps a proxy away from the endpoint. .NET, and with it AWS Tools for PowerShell, sends even requests to this machine,
/// and so the endpoint's token, to the proxy that the environment names, unless <c>NO_PROXY</c> names the very address
/// (https://learn.microsoft.com/dotnet/api/system.net.http.httpclient.defaultproxy).
/// </summary>
internal static class ProxyExceptions
{
    private const string Loopback = "127.0.0.1";

    private static readonly string[] Proxies = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

    /// <summary>Tools read either, some of them one alone.</summary>
    private static readonly string[] Exceptions = ["no_proxy", "NO_PROXY"];

    /// <summary>The variable whose proxy would get the endpoint's requests; null where there is none.</summary>
    public static string? ProxyOf(ProcessEnvironment environment) =>
        Array.Find(Proxies, name => environment[name] is not null) is { } proxy && !IsKept(environment) ? proxy : null;

    /// <summary>Adds the exception for an endpoint, and takes away what an earlier one has added.</summary>
    public static void LayOver(ProcessEnvironment surroundings, bool canRemove, OrderedDictionary<string, string?> values)
    {
        var isWanted = values.ContainsKey(AwsVariables.ContainerCredentialsFullUri) && Array.Exists(Proxies, name => surroundings[name] is not null);
        var added = (surroundings[RoleAssistVariables.NoProxy] ?? "").Split(',').Intersect(Exceptions).ToArray();
        var names = new List<string>();

        // Where one is set, tools that prefer the other still find its list.
        var set = Array.FindAll(Exceptions, surroundings.IsSet);
        foreach (var name in !isWanted ? added : set is [] ? Exceptions : set)
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

    private static bool IsKept(ProcessEnvironment environment) =>
        Array.FindAll(Exceptions, environment.IsSet) is [_, ..] set && set.All(name => NamesLoopback(environment[name]));

    /// <summary>.NET compares whole entries, so a network or a star does not count.</summary>
    private static bool NamesLoopback(string? list) => list?.Split(',', StringSplitOptions.TrimEntries).Contains(Loopback) == true;

    private static string? WithoutLoopback(string? list) => list switch
    {
        Loopback => null,
        not null when list.EndsWith($",{Loopback}", StringComparison.Ordinal) => list[..^(Loopback.Length + 1)],
        _ => list,
    };
}
