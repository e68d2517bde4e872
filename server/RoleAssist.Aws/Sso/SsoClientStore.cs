using System.Text;
using RoleAssist.Aws.Formats;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Security;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Sso;

/// <summary>
/// Keeps registrations in the state folder, readable by this user only, so that not every sign-in makes a new one.
/// </summary>
/// <param name="pathOf">Returns the path of a file in the state folder, and creates the folder.</param>
/// <param name="time">The clock.</param>
internal sealed class SsoClientStore(Func<string, string> pathOf, TimeProvider time)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Returns a client of that flow with enough time left; null if there is none or it cannot be read.</summary>
    public SsoClient? Find(SsoSource source, SsoFlow flow, string startUrl)
    {
        try
        {
            using var file = PrivateFile.OpenRead(PathOf(source, flow, startUrl));
            if (file is null || file.Length > MostBytes)
            {
                return null;
            }

            var content = new byte[file.Length];
            file.ReadExactly(content);
            return
                JsonFields.Parse(Encoding.UTF8.GetString(content)) is { } document
                && SsoClient.Parse(document) is { } client
                && client.IsUsableAt(time.GetUtcNow())
                ? client
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps a client. If that fails, the next sign-in registers again.</summary>
    public void Keep(SsoSource source, SsoFlow flow, string startUrl, SsoClient client)
    {
        try
        {
            PrivateFile.Write(PathOf(source, flow, startUrl), JsonFields.Empty.With(client.ToFields()));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A full disk is no reason not to sign in.
        }
    }

    /// <summary>Forgets a client that the service no longer knows.</summary>
    public void Forget(SsoSource source, SsoFlow flow, string startUrl)
    {
        try
        {
            File.Delete(PathOf(source, flow, startUrl));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is replaced by the next registration.
        }
    }

    /// <summary>Names the file after all that a registration depends on.</summary>
    private string PathOf(SsoSource source, SsoFlow flow, string startUrl)
    {
        var facts = string.Join('\n', source.Oidc.Url.AbsoluteUri, source.Region, startUrl, source.Scopes, flow);
        return pathOf($"sso-client-{Convert.ToHexStringLower(Sha256.HashData(Encoding.UTF8.GetBytes(facts)))}.json");
    }
}
