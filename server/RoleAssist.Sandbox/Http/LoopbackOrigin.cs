using System.Text.RegularExpressions;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Http;

/// <summary>
/// The origin by which a client reached the sandbox. A page of any other name is refused: a foreign site could have its
/// name lead to this machine and then read what the sandbox shows (DNS rebinding).
/// </summary>
internal static partial class LoopbackOrigin
{
    /// <summary>Gets the origin of a request, for example <c>http://127.0.0.1:4566</c>.</summary>
    /// <exception cref="ServiceException">The <c>Host</c> header names something else than this machine.</exception>
    public static string Of(SignableRequest request) =>
        request.HeaderValues("Host").ToList() is [var host] && Loopback().IsMatch(host)
            ? $"http://{host}"
            : throw new ServiceException(
                421,
                "Wrong address",
                "The sandbox answers only at http://127.0.0.1 and http://localhost with its port."
            );

    [GeneratedRegex(@"^(127\.0\.0\.1|([a-z0-9-]{1,63}\.signin\.)?localhost)(:[0-9]{1,5})?\z")]
    private static partial Regex Loopback();
}
