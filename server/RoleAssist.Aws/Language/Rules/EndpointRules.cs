using System.Net;
using System.Text.RegularExpressions;
using RoleAssist.Aws.SharedConfig.Syntax;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks addresses.</summary>
internal static partial class EndpointRules
{
    /// <summary>Where container engines and virtual machines put the machine that they run on.</summary>
    private static readonly string[] LocalDomains =
    [
        ".localhost",
        ".docker.internal",
        ".containers.internal",
        ".lima.internal",
        ".minikube.internal",
    ];

    public static IEnumerable<ConfigFinding> Check(ConfigModel model)
    {
        foreach (
            var setting in model.Settings.Where(setting => setting is { Known.Kind: SettingKind.Url, HasValue: true })
        )
        {
            if (Check(setting) is { } found)
            {
                yield return found;
            }
        }
    }

    private static ConfigFinding? Check(ModelSetting setting)
    {
        if (!HasScheme(setting.Value))
        {
            return WithoutScheme(setting);
        }

        if (HostOf(setting.Value) is not { } server)
        {
            return ConfigRules.InvalidValue.At(setting, $"{setting.Name} is not a valid address.");
        }

        return setting.Value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !IsLocal(server)
            ? ConfigRules.EndpointInsecure.At(
                setting,
                "The connection to this server is not encrypted, and it is another machine: whoever is in between reads "
                    + "what is sent. Use https.",
                new ConfigFix("Write https")
                {
                    Edits = () =>
                        [
                            new DocumentEdit(
                                setting.Document,
                                new TextSpan(setting.Property.ValueSpan.Start, "http".Length),
                                "https"
                            ),
                        ],
                }
            )
            : null;
    }

    private static ConfigFinding WithoutScheme(ModelSetting setting)
    {
        // What has another scheme, or none that can be told, gets no guess.
        var rest = SchemeAndSlashes().Replace(setting.Value, "");
        var host = rest.Contains("://", StringComparison.Ordinal) ? null : HostOf($"http://{rest}");
        var scheme = host is not null && IsLocal(host) ? "http" : "https";
        var isBare = rest.Length == setting.Value.Length;
        return ConfigRules.EndpointWithoutScheme.At(
            setting,
            $"{setting.Name} must begin with http:// or https://."
                + (setting.Known!.WithoutScheme is { } effect && isBare && host is not null ? $" {effect}" : ""),
            host is null
                ? []
                :
                [
                    new ConfigFix(
                        isBare
                            ? $"Write {scheme}:// before it"
                            : $"Write {scheme}:// in place of what is before the host"
                    )
                    {
                        Edits = () =>
                            [
                                new DocumentEdit(
                                    setting.Document,
                                    new TextSpan(setting.Property.ValueSpan.Start, setting.Value.Length - rest.Length),
                                    $"{scheme}://"
                                ),
                            ],
                    },
                ]
        );
    }

    /// <summary>What is left of a scheme that was not written well.</summary>
    [GeneratedRegex("^(?:https?:)?/*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SchemeAndSlashes();

    private static bool HasScheme(string value) =>
        value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.IdnHost.Length > 0 ? parsed.IdnHost : null;

    /// <summary>
    /// Whether no network that others share carries what is sent to the server: it is this machine, one that only the
    /// network of this machine or of its containers knows, or an instance's metadata service.
    /// </summary>
    private static bool IsLocal(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? IPAddress.IsLoopback(address)
                || address.IsIPv6LinkLocal
                || address.ToString().StartsWith("169.254.", StringComparison.Ordinal)
                || address.ToString() == "fd00:ec2::254"
            : !host.Contains('.', StringComparison.Ordinal)
                || Array.Exists(LocalDomains, domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
}
