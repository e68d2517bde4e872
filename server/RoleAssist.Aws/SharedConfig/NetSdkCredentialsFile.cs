using System.Text.Json;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>
/// The profile names in <c>%LOCALAPPDATA%\AWSToolkit\RegisteredAccounts.json</c>: an object with one property per
/// account, whose <c>DisplayName</c> is the profile's name. Only AWS' SDK can read the keys in it.
/// </summary>
/// <param name="path">The file; null on systems without such a store.</param>
public sealed class NetSdkCredentialsFile(string? path) : INetSdkProfiles
{
    private const int MostBytes = 1024 * 1024;

    public NetSdkCredentialsFile(ProcessEnvironment environment)
        : this(
            OperatingSystem.IsWindows() && environment["LOCALAPPDATA"] is { } folder
                ? Path.Combine(folder, "AWSToolkit", "RegisteredAccounts.json")
                : null
        ) { }

    public IReadOnlySet<string> Names
    {
        get
        {
            try
            {
                return path is not null && new FileInfo(path) is { Exists: true, Length: <= MostBytes }
                    ? NamesIn(File.ReadAllText(path))
                    : new HashSet<string>();
            }
            catch (Exception unreadable)
                when (unreadable is IOException or UnauthorizedAccessException or JsonException)
            {
                // If the file is not readable here, the SDK cannot read it either.
                return new HashSet<string>();
            }
        }
    }

    private static HashSet<string> NamesIn(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind != JsonValueKind.Object
            ? []
            : new HashSet<string>(
                from account in document.RootElement.EnumerateObject()
                where account.Value.ValueKind == JsonValueKind.Object
                let name = account.Value.TryGetProperty("DisplayName", out var displayed)
                && displayed.ValueKind == JsonValueKind.String
                    ? displayed.GetString()
                    : null
                where name is not null
                select name,
                StringComparer.OrdinalIgnoreCase
            );
    }
}
