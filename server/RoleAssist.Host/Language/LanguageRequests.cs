using RoleAssist.Contracts;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Settings;
using RoleAssist.Host.Documents;
using ErrorCode = RoleAssist.Core.Errors.ErrorCode;

namespace RoleAssist.Host.Language;

/// <summary>Answers the requests about the AWS files that are RoleAssist's own, not LSP's.</summary>
internal sealed class LanguageRequests(AwsFileUris files)
{
    private volatile IReadOnlyList<Sdk> _sdks = [];

    /// <summary>Raised when the diagnostics may have changed. It must not block.</summary>
    public event Action? Changed;

    /// <summary>The SDKs that the user works with.</summary>
    public IReadOnlyList<Sdk> Sdks => _sdks;

    /// <summary>Sets the SDKs by their names on the wire; unknown ones are of a newer client.</summary>
    public void SetSdks(IReadOnlyList<string>? names)
    {
        _sdks =
        [
            .. Enum.GetValues<Sdk>()
                .Where(sdk => names?.Contains(sdk.ToString(), StringComparer.OrdinalIgnoreCase) == true),
        ];
        Changed?.Invoke();
    }

    /// <summary>Leaves a file to its owner. It is looked for off the dispatcher, because it may be on a slow disk.</summary>
    /// <exception cref="RoleAssistException">It is not one of the two files, or its permissions cannot be set.</exception>
    public Task RestrictFileAsync(RestrictFileParams request, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                Restrict(request.Uri);
                Changed?.Invoke();
            },
            cancellationToken
        );

    private void Restrict(string uri)
    {
        if (files.ResolvedKindOf(uri) is not { } kind)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "The document is not one of the two AWS files.",
                "Change its permissions yourself."
            );
        }

        var path = files.PathOf(kind);
        if (OperatingSystem.IsWindows())
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"RoleAssist does not change who can read {path} on Windows.",
                "Remove the other users on the page Security of its properties."
            );
        }

        try
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                $"The permissions of {path} cannot be changed: {fault.Message}",
                "Ask the owner of the file to run: chmod 600 on it."
            );
        }
    }
}
