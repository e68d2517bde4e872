using System.Xml.Linq;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>GetCallerIdentity, and the protocol around every action.</summary>
public sealed class CallerIdentityTests
{
    private static readonly XNamespace Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    private readonly TestSts _sts = new();

    [Fact]
    public void A_user_is_told_who_it_is()
    {
        var answer = _sts.CallerIdentity(_sts.AliceKeys).Granted();
        Assert.Equal($"arn:aws:iam::{TestSts.Account}:user/alice", answer["Arn"]);
        Assert.Equal(TestSts.Account, answer["Account"]);
        Assert.Matches("^AIDA[A-Z2-7]{17}$", answer["UserId"]);
    }

    [Fact]
    public void A_role_session_is_told_who_it_is()
    {
        var answer = _sts.CallerIdentity(_sts.AssumeRole(_sts.AliceKeys, "open").Keys).Granted();
        Assert.Equal($"arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/session", answer["Arn"]);
        Assert.Equal(TestSts.OtherAccount, answer["Account"]);
        Assert.Matches("^AROA[A-Z2-7]{17}:session$", answer["UserId"]);
    }

    [Fact]
    public void An_answer_has_the_shape_of_the_query_protocol()
    {
        var xml = _sts.CallerIdentity(_sts.AliceKeys).Granted().Xml;
        Assert.Equal(Namespace + "GetCallerIdentityResponse", xml.Name);
        Assert.Equal(
            ["Arn", "UserId", "Account"],
            xml.Element(Namespace + "GetCallerIdentityResult")!.Elements().Select(element => element.Name.LocalName));
        Assert.True(Guid.TryParse(xml.Element(Namespace + "ResponseMetadata")!.Element(Namespace + "RequestId")!.Value, out _));
    }

    [Fact]
    public void An_error_has_the_shape_of_the_query_protocol()
    {
        var xml = _sts.Call(_sts.AliceKeys, "Nothing").Xml;
        Assert.Equal(Namespace + "ErrorResponse", xml.Name);
        Assert.Equal(
            ["Type", "Code", "Message"],
            xml.Element(Namespace + "Error")!.Elements().Select(element => element.Name.LocalName));
        Assert.True(Guid.TryParse(xml.Element(Namespace + "RequestId")!.Value, out _));
    }

    [Fact]
    public void Parameters_of_no_meaning_are_ignored() =>
        _sts.Call(_sts.AliceKeys, "GetCallerIdentity", [("Colour", "blue")]).Granted();

    [Fact]
    public void An_unknown_action_is_refused_before_the_signature_is_looked_at() =>
        _sts.Send(Unsigned("/?Action=DeleteEverything&Version=2011-06-15"))
            .Refused(400, "InvalidAction", "Could not find operation DeleteEverything for version 2011-06-15");

    [Fact]
    public void An_action_that_the_sandbox_does_not_have_is_refused() =>
        _sts.Call(_sts.AliceKeys, "GetFederationToken", [("Name", "bob")])
            .Refused(400, "InvalidAction", "Could not find operation GetFederationToken for version 2011-06-15");

    [Fact]
    public void The_version_is_part_of_the_action() =>
        _sts.Send(Unsigned("/?Action=GetCallerIdentity"))
            .Refused(400, "InvalidAction", "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED");

    [Fact]
    public void A_request_must_name_an_action() =>
        _sts.Send(Unsigned("/"))
            .Refused(400, "MissingAction", "The request is missing an action or a required parameter.");

    [Fact]
    public void A_parameter_given_twice_is_refused() =>
        _sts.Call(_sts.AliceKeys, "GetCallerIdentity", [("Action", "AssumeRole")])
            .Refused(400, "MalformedQueryString", "The parameter 'Action' is given more than once.");

    [Fact]
    public void A_body_that_is_no_form_holds_no_parameters()
    {
        var request = _sts.Signer(_sts.AliceKeys).Post("GetCallerIdentity");
        var headers = request.Headers.Select(header => header.Key == "Content-Type" ? new(header.Key, "text/plain") : header);
        Assert.Equal("MissingAction", _sts.Send(request with { Headers = [.. headers] }).Code);
    }

    [Theory]
    [InlineData("PUT", "/", 405)]
    [InlineData("GET", "/sts", 404)]
    public void Other_methods_and_paths_are_refused(string method, string path, int status) =>
        Assert.Equal(status, _sts.Send(SignableRequest.Create(method, path, [], [])).Status);

    [Fact]
    public void A_message_survives_characters_that_xml_does_not_know() =>
        _sts.Call(_sts.AliceKeys, "a\u0001\uFFFF<b>")
            .Refused(400, "InvalidAction", "Could not find operation a\uFFFD\uFFFD<b> for version 2011-06-15");

    private static SignableRequest Unsigned(string target) => SignableRequest.Create("GET", target, [new("Host", "h")], []);
}
