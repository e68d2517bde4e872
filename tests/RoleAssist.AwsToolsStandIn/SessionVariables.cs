using System.Management.Automation;
using Amazon.Runtime;

namespace Amazon.PowerShell.Common;

/// <summary>The scopes that <c>-Scope</c> takes.</summary>
public enum VariableScope
{
    Local,
    Script,
    Global,
    Private,
}

/// <summary>What <c>$StoredAWSCredentials</c> holds: a type of the AWS Tools' own, not the SDK's credentials.</summary>
public sealed class AWSPSCredentials
{
    internal AWSPSCredentials(AWSCredentials credentials) => Credentials = credentials;

    internal AWSCredentials Credentials { get; }
}

/// <summary>
/// The variables in which the AWS Tools keep what a session uses, in the scope of the caller or of <c>-Scope</c>.
/// </summary>
internal static class SessionVariables
{
    private const string Credentials = "StoredAWSCredentials";
    private const string Region = "StoredAWSRegion";

    /// <summary>
    /// The credentials of the session. A value of any other type counts as none, so <c>$null</c> in a scope hides an
    /// outer one.
    /// </summary>
    public static AWSCredentials? StoredCredentials(this PSCmdlet cmdlet) =>
        (Value(cmdlet, Credentials) as AWSPSCredentials)?.Credentials;

    public static string? StoredRegion(this PSCmdlet cmdlet) => Value(cmdlet, Region)?.ToString();

    public static void Store(this PSCmdlet cmdlet, AWSCredentials? credentials, VariableScope? scope) =>
        cmdlet.SessionState.PSVariable.Set(
            Named(Credentials, scope),
            credentials is null ? null : new AWSPSCredentials(credentials)
        );

    public static void StoreRegion(this PSCmdlet cmdlet, string? region, VariableScope? scope) =>
        cmdlet.SessionState.PSVariable.Set(Named(Region, scope), region);

    private static object? Value(PSCmdlet cmdlet, string name) =>
        cmdlet.GetVariableValue(name) is PSObject wrapped ? wrapped.BaseObject : cmdlet.GetVariableValue(name);

    private static string Named(string name, VariableScope? scope) => scope is null ? name : $"{scope}:{name}";
}
