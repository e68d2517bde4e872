using System.Globalization;

namespace RoleAssist.Interop.Unix;

/// <summary>The user of this process.</summary>
public static class LocalUser
{
    /// <summary>Gets the name; the number where the system has none, as in a container without <c>/etc/passwd</c>.</summary>
    public static string Name
    {
        get
        {
            try
            {
                return Environment.UserName;
            }
            catch (IOException) when (!OperatingSystem.IsWindows())
            {
                return UnixUser.Id.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
