namespace RoleAssist.Contracts;

/// <param name="Sdks">
/// Any of <c>cli</c>, <c>boto3</c>, <c>net</c>, <c>powerShell</c>, <c>javaScript</c>, <c>go</c>, <c>java</c>, <c>rust</c>
/// and <c>kotlin</c>. Others are ignored.
/// </param>
public sealed record SetSdksParams(IReadOnlyList<string> Sdks);

/// <param name="Uri">One of the two AWS files.</param>
public sealed record RestrictFileParams(string Uri);
