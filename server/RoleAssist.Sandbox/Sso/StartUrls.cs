namespace RoleAssist.Sandbox.Sso;

/// <summary>
/// The addresses of this Identity Center. As at AWS it has one with a name and one with an ID; <c>#</c> and slashes at the
/// end do not matter (?).
/// </summary>
internal sealed class StartUrls(params IReadOnlyList<string> urls)
{
    public bool Contains(string url) => urls.Contains(url.Split('#')[0].TrimEnd('/'), StringComparer.OrdinalIgnoreCase);
}
