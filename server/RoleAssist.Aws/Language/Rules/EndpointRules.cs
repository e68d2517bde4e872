using System.Net;
using RoleAssist.Core.Settings;

namespace RoleAssist.Aws.Language.Rules;

/// <summary>Checks addresses.</summary>
internal static class EndpointRules
{
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
            var scheme = HostOf($"http://{setting.Value}") is { } host && IsLocal(host) ? "http" : "https";
            return ConfigRules.EndpointWithoutScheme.At(
                setting,
                $"{setting.Name} needs http:// or https://. Without it, the AWS CLI and boto3 fail with 'Invalid endpoint', "
                    + "the SDK for JavaScript fails with an error about the region, and the SDK for .NET takes the text "
                    + "before the colon for the scheme.",
                new ConfigFix($"Write {scheme}:// before it")
                {
                    Edits = () => [setting.ReplaceValue($"{scheme}://{setting.Value}")],
                }
            );
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
                    Edits = () => [setting.ReplaceValue($"https{setting.Value["http".Length..]}")],
                }
            )
            : null;
    }

    private static bool HasScheme(string value) =>
        value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.IdnHost.Length > 0 ? parsed.IdnHost : null;

    /// <summary>Whether the server is this machine, or an instance's metadata service, which no network carries.</summary>
    private static bool IsLocal(string host) =>
        host is "localhost"
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (
            IPAddress.TryParse(host.Trim('[', ']'), out var address)
            && (
                IPAddress.IsLoopback(address)
                || address.IsIPv6LinkLocal
                || address.ToString().StartsWith("169.254.", StringComparison.Ordinal)
                || address.ToString() == "fd00:ec2::254"
            )
        );
}
