using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Http;

namespace RoleAssist.Sandbox.Control;

/// <summary>
/// The control API for tests and demos, which the emulated services do not know about. It requires the token in the
/// sandbox's home folder, which only the owner can read. Requests from browsers are rejected even with the token,
/// because web pages must not use this API.
/// </summary>
internal sealed class ControlEndpoint(
    string token,
    AccountDirectory directory,
    FaultInjector faults,
    CallLog calls,
    TrustControl trust
)
{
    private static readonly string[] BrowserHeaders = ["Origin", "Referer"];

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsTrusted(request))
        {
            await RefuseAsync(
                    context,
                    StatusCodes.Status403Forbidden,
                    "Only the sandbox's owner can use the control API."
                )
                .ConfigureAwait(false);
            return;
        }

        switch (request.Method, request.Path.Value)
        {
            case ("GET", ControlPaths.Totp):
                await AnswerTotpAsync(context).ConfigureAwait(false);
                break;
            case ("GET", ControlPaths.Calls):
                await WriteAsync(context, calls.Snapshot(), CallsJsonContext.Default.SandboxCalls)
                    .ConfigureAwait(false);
                break;
            case ("POST", ControlPaths.Fault):
                await ArmAsync(context).ConfigureAwait(false);
                break;
            case ("POST", ControlPaths.Role):
                await PutRoleAsync(context).ConfigureAwait(false);
                break;
            case ("POST", ControlPaths.Token):
                await AnswerTokenAsync(context).ConfigureAwait(false);
                break;
            default:
                await RefuseAsync(context, StatusCodes.Status404NotFound, "Unknown control API path.")
                    .ConfigureAwait(false);
                break;
        }
    }

    private bool IsTrusted(HttpRequest request)
    {
        var port = request.HttpContext.Connection.LocalPort;
        var presented = request.Headers.Authorization.ToString();
        return (request.Host.Value == $"127.0.0.1:{port}" || request.Host.Value == $"localhost:{port}")
            && !request.Headers.Keys.Any(IsFromBrowser)
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(presented),
                Encoding.UTF8.GetBytes("Bearer " + token)
            );
    }

    private static bool IsFromBrowser(string header) =>
        BrowserHeaders.Contains(header, StringComparer.OrdinalIgnoreCase)
        || header.StartsWith("Sec-Fetch-", StringComparison.OrdinalIgnoreCase);

    private async Task AnswerTotpAsync(HttpContext context)
    {
        var serial = context.Request.Query[ControlPaths.SerialParameter].ToString();
        if (directory.MfaDevices.FirstOrDefault(device => device.Serial == serial) is not { } device)
        {
            var known = string.Join(", ", directory.MfaDevices.Select(mfa => mfa.Serial));
            await RefuseAsync(
                    context,
                    StatusCodes.Status404NotFound,
                    $"The sandbox has no MFA device '{serial}'. It has: {known}."
                )
                .ConfigureAwait(false);
            return;
        }

        var code = await device.NextCodeAsync(context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, new TotpCode(code), ControlJsonContext.Default.TotpCode).ConfigureAwait(false);
    }

    private async Task ArmAsync(HttpContext context)
    {
        var order = await ReadAsync(context, ControlJsonContext.Default.FaultRequest).ConfigureAwait(false);
        var problem = order is null ? "Specify the fault as a JSON object with its kind." : order.Problem();
        if (order is null || problem is not null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, problem ?? "").ConfigureAwait(false);
            return;
        }

        faults.Arm(order);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task PutRoleAsync(HttpContext context)
    {
        var order = await ReadAsync(context, ControlJsonContext.Default.RoleOrder).ConfigureAwait(false);
        if (order is not { Arn: not null, TrustPolicy: not null })
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Specify the role's ARN and trust policy.")
                .ConfigureAwait(false);
            return;
        }

        try
        {
            trust.PutRole(order);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (SandboxException error)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, error.Message).ConfigureAwait(false);
        }
    }

    private async Task AnswerTokenAsync(HttpContext context)
    {
        var order = await ReadAsync(context, ControlJsonContext.Default.TokenOrder).ConfigureAwait(false);
        if (
            order is not { Issuer: not null, Claims: { } claims }
            || !claims.All(claim => claim is { Name: not null, Values: not null })
        )
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Specify the token's issuer and claims.")
                .ConfigureAwait(false);
            return;
        }

        try
        {
            var signed = new SignedToken(trust.CreateToken(order));
            await WriteAsync(context, signed, ControlJsonContext.Default.SignedToken).ConfigureAwait(false);
        }
        catch (SandboxException error)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, error.Message).ConfigureAwait(false);
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer
                .DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new ControlProblem(message), ControlJsonContext.Default.ControlProblem);
    }

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }
}
