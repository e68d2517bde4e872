using System.ComponentModel;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace RoleAssist.Interop.Windows;

/// <summary>
/// The access lists of files and folders on Windows, where Unix has modes: private is what only this user, the system
/// and the administrators may open.
/// </summary>
/// <seealso href="https://learn.microsoft.com/windows/win32/secauthz/access-control-lists"/>
[SupportedOSPlatform("windows")]
public static class WindowsAccess
{
    /// <summary>The rights to read a file, or to list a folder.</summary>
    public const FileSystemRights Reading = FileSystemRights.ReadData;

    /// <summary>The rights to change a file or a folder, or who may.</summary>
    public const FileSystemRights Writing =
        FileSystemRights.WriteData
        | FileSystemRights.AppendData
        | FileSystemRights.Delete
        | FileSystemRights.DeleteSubdirectoriesAndFiles
        | FileSystemRights.ChangePermissions
        | FileSystemRights.TakeOwnership;

    /// <summary>The installer of Windows owns its folders; it is no account that anyone can sign in to.</summary>
    private static readonly SecurityIdentifier Installer = new(
        "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
    );

    private static readonly SecurityIdentifier[] Trusted =
    [
        CurrentUser(),
        new(WellKnownSidType.LocalSystemSid, null),
        new(WellKnownSidType.BuiltinAdministratorsSid, null),
        Installer,
    ];

    /// <summary>Creates a folder that is private, and so is what is created in it.</summary>
    public static void CreateFolder(string path)
    {
        var access = new DirectorySecurity();
        Restrict(
            access,
            user => new FileSystemAccessRule(
                user,
                FileSystemRights.FullControl,
                InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit,
                PropagationFlags.None,
                AccessControlType.Allow
            )
        );
        access.CreateDirectory(path);
    }

    /// <summary>Creates a file that is private. One that exists keeps its access list.</summary>
    public static void CreateFile(string path, FileMode mode)
    {
        var access = new FileSecurity();
        Restrict(access, user => new FileSystemAccessRule(user, FileSystemRights.FullControl, AccessControlType.Allow));
        new FileInfo(path)
            .Create(mode, FileSystemRights.Write, FileShare.None, bufferSize: 1, FileOptions.None, access)
            .Dispose();
    }

    /// <summary>
    /// Gets the reason why a file or a folder is not private, as the rest of a sentence that begins with its path; null
    /// if it is, or does not exist.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="forbidden">The rights that others must not have.</param>
    public static string? Objection(string path, FileSystemRights forbidden)
    {
        try
        {
            return Directory.Exists(path) ? Objection(new DirectoryInfo(path).GetAccessControl(), forbidden)
                : File.Exists(path) ? Objection(new FileInfo(path).GetAccessControl(), forbidden)
                : null;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException or InvalidOperationException)
        {
            return $"does not tell who may open it: {fault.Message.TrimEnd('.')}";
        }
    }

    /// <inheritdoc cref="Objection(string, FileSystemRights)"/>
    internal static string? Objection(FileSystemSecurity access, FileSystemRights forbidden)
    {
        if (access.GetOwner(typeof(SecurityIdentifier)) is SecurityIdentifier owner && !Trusted.Contains(owner))
        {
            return $"belongs to another user ({NameOf(owner)})";
        }

        var others = access
            .GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
            .OfType<FileSystemAccessRule>()
            .Where(rule =>
                rule.AccessControlType == AccessControlType.Allow
                && (rule.PropagationFlags & PropagationFlags.InheritOnly) == 0
                && (rule.FileSystemRights & forbidden) != 0
            )
            .Select(rule => (SecurityIdentifier)rule.IdentityReference)
            .FirstOrDefault(user => !Trusted.Contains(user));
        return others is null
            ? null
            : $"is open to other users ({NameOf(others)}); remove them on the page Security of its properties";
    }

    private static void Restrict(FileSystemSecurity access, Func<SecurityIdentifier, FileSystemAccessRule> full)
    {
        // Nothing from the folder above.
        access.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (var user in Trusted[..3])
        {
            access.AddAccessRule(full(user));
        }
    }

    private static SecurityIdentifier CurrentUser()
    {
        using var identity = WindowsIdentity.GetCurrent();
        return identity.User!;
    }

    private static string NameOf(SecurityIdentifier user)
    {
        try
        {
            return user.Translate(typeof(NTAccount)).Value;
        }
        catch (Exception unknown) when (unknown is IdentityNotMappedException or Win32Exception)
        {
            return user.Value;
        }
    }
}
