using System.Text.Json;
using System.Text.Json.Serialization;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Endpoints;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.SignIn;

/// <summary>
/// Remembers the region that issued each console login, in the state folder.
/// Not every AWS tool writes it to the shared cache, and every other region rejects the refresh token
/// (https://github.com/aws/aws-cli/issues/10613).
/// </summary>
/// <param name="stateFile">Returns the full path of a file in the folder for state, and creates the folder.</param>
internal sealed class LoginRegions(Func<string, string> stateFile)
{
    private const int MostBytes = 4096;

    /// <summary>Returns the region; null if it is not known.</summary>
    public string? Find(LoginSource source)
    {
        try
        {
            using var file = PrivateFile.OpenRead(PathOf(source));
            return
                file is { Length: <= MostBytes }
                && JsonSerializer.Deserialize(file, LoginRegionJsonContext.Default.LoginRegion)
                    is { Region: { } region }
                && RegionName.IsValid(region)
                ? region
                : null;
        }
        catch (Exception unknown) when (IsUnusable(unknown))
        {
            return null;
        }
    }

    /// <summary>Remembers a region. Where that fails, the next refresh tries the likely ones again.</summary>
    public void Remember(LoginSource source, string region)
    {
        try
        {
            PrivateFile.Write(
                PathOf(source),
                JsonSerializer.SerializeToUtf8Bytes(new LoginRegion(region), LoginRegionJsonContext.Default.LoginRegion)
            );
        }
        catch (Exception fault) when (IsUnusable(fault)) { }
    }

    public void Forget(LoginSource source)
    {
        try
        {
            PrivateFile.Remove(PathOf(source));
        }
        catch (Exception fault) when (IsUnusable(fault)) { }
    }

    private string PathOf(LoginSource source) => stateFile($"login-{LoginCache.DigestOf(source)}.json");

    private static bool IsUnusable(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or JsonException;
}

/// <summary>The content of the file.</summary>
internal sealed record LoginRegion(string? Region);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoginRegion))]
internal sealed partial class LoginRegionJsonContext : JsonSerializerContext;
