using RoleAssist.Core.Errors;
using RoleAssist.Host.Accounts;

namespace RoleAssist.Host.Tests.Accounts;

public sealed class AccountsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("roleassist-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("id,name,env\n000000000001,one,prod\n000000000002,two,test\n")]
    [InlineData("\uFEFFid,name,env\r\n000000000001,one,prod\r\n000000000002,two,test")]
    [InlineData("id;name;env\n000000000001;one;prod\n000000000002;two;test")]
    [InlineData("id\tname\tenv\n000000000001\tone\tprod\n000000000002\ttwo\ttest")]
    [InlineData("id,name,env\r000000000001,one,prod\r000000000002,two,test\r")]
    [InlineData("\n\nid,name,env\n\n000000000001,one,prod\n\n\n000000000002,two,test\n\n")]
    [InlineData("\"id\",\"name\",\"env\"\n\"000000000001\",\"one\",\"prod\"\n\"000000000002\",two,test")]
    [InlineData("Account_ID, Name ,env\n0000-0000-0001,one,prod\n000000000002,two,test")]
    [InlineData("env,AccountName,AccountId\nprod,one,000000000001\ntest,two,000000000002")]
    [InlineData(
        """[{"id":"000000000001","name":"one","env":"prod"},{"id":"000000000002","name":"two","env":"test"}]"""
    )]
    [InlineData(
        """
            {"id":"000000000001","name":"one","env":"prod"}

            {"id":"000000000002","name":"two","env":"test"}
            """
    )]
    [InlineData(
        """{ "Accounts": [ {"Id":"000000000001","Name":"one","env":"prod"}, {"Id":"000000000002","Name":"two","env":"test",}, ] }"""
    )]
    [InlineData("- id: 000000000001\n  name: one\n  env: prod\n- {id: 000000000002, name: two, env: test}")]
    [InlineData(
        "---\naccounts:\n- account_id: '000000000001'\n  name: one\n  vars: {env: prod}\n- account_id: '000000000002'\n  name: two\n  tags:\n  - env:test\n"
    )]
    public void Reads_the_same_accounts_in_every_format(string text) =>
        Assert.Equal(
            ["000000000001 one prod", "000000000002 two test"],
            AccountsFile.Parse("x", text).Select(row => $"{row.Id} {row.Name} {row.Attributes["env"]}")
        );

    [Theory]
    [InlineData("id,note\n000000000001,\"a, \"\"b\"\"\nc\"", "a, \"b\"\nc")]
    [InlineData("id,note\n000000000001,5\" disk", "5\" disk")]
    [InlineData("id,note\n000000000001, x ", "x")]
    public void Reads_quoted_fields(string text, string note) =>
        Assert.Equal(note, Assert.Single(AccountsFile.Parse("x", text)).Attributes["note"]);

    [Fact]
    public void Reads_what_the_aws_command_prints()
    {
        var row = Assert.Single(
            AccountsFile.Parse(
                "x",
                """
                {
                    "Accounts": [
                        {
                            "Id": "111122223333",
                            "Arn": "arn:aws:organizations::123456789012:account/o-exampleorgid/111122223333",
                            "Email": "shop@example.com",
                            "Name": "shop",
                            "Status": "ACTIVE",
                            "JoinedMethod": "CREATED",
                            "JoinedTimestamp": 1481835795.536
                        }
                    ]
                }
                """
            )
        );

        Assert.Equal(("111122223333", "shop", null, null), (row.Id, row.Name, row.Role, row.Profile));
        Assert.Equal("ACTIVE", row.Attributes["status"]);
        Assert.Equal("1481835795.536", row.Attributes["JoinedTimestamp"]);
    }

    [Fact]
    public void Reads_the_accounts_of_cloud_custodian()
    {
        var row = Assert.Single(
            AccountsFile.Parse(
                "accounts.yml",
                """
                vars: &common
                  unused: true
                accounts:
                # comment
                - account_id: 012345678901
                  name: account-1
                  regions: [us-east-1, us-west-2]
                  role: arn:aws:iam::012345678901:role/CloudCustodian
                  vars:
                    charge_code: 007
                    id: other
                  tags:
                  - type:prod
                  - dormant
                  - division:data
                """
            )
        );

        Assert.Equal("012345678901", row.Id);
        Assert.Equal("arn:aws:iam::012345678901:role/CloudCustodian", row.Role);
        Assert.Equal(["us-east-1", "us-west-2"], row.Regions);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["charge_code"] = "007",
                ["id"] = "other",
                ["type"] = "prod",
                ["dormant"] = "true",
                ["division"] = "data",
            },
            row.Attributes
        );
    }

    [Theory]
    [InlineData("id,profile,role,regions\n000000000001,p,r,eu-west-1;us-east-1 sa-east-1", "p", "r")]
    [InlineData("id,profile,role_arn,region\n000000000001,, ,\"eu-west-1,us-east-1,sa-east-1\"", null, null)]
    [InlineData(
        "- id: 000000000001\n  profile: ~\n  role: null\n  regions: [eu-west-1, us-east-1, sa-east-1]",
        null,
        null
    )]
    [InlineData(
        "- id: 000000000001\n  profile: 'null'\n  role: \"~\"\n  regions: eu-west-1 us-east-1 sa-east-1",
        "null",
        "~"
    )]
    public void Reads_profile_role_and_regions(string text, string? profile, string? role)
    {
        var row = Assert.Single(AccountsFile.Parse("x", text));

        Assert.Equal((profile, role, "000000000001"), (row.Profile, row.Role, row.Name));
        Assert.Equal(["eu-west-1", "us-east-1", "sa-east-1"], row.Regions);
        Assert.Empty(row.Attributes);
    }

    [Theory]
    [InlineData("id\n1234567890", "A leading zero may be lost: 001234567890.")]
    [InlineData("""[{"id":12345678901}]""", "A leading zero may be lost: 012345678901.")]
    [InlineData("id\n1.23E+11", null)]
    [InlineData("id\n1234567890123", null)]
    [InlineData("id\n１２３４５６７８９０１２", null)]
    public void An_id_that_lost_its_zeros_is_named_in_the_hint(string text, string? hint)
    {
        var fault = Assert.Throws<RoleAssistException>(() => AccountsFile.Parse("x", text));

        Assert.Contains("x, account 1: '", fault.Message, StringComparison.Ordinal);
        Assert.Contains("' is not the ID of an account, which has 12 digits.", fault.Message, StringComparison.Ordinal);
        Assert.Equal(hint, fault.Hint);
    }

    [Theory]
    [InlineData("", "is no list of accounts")]
    [InlineData("  \n", "is no list of accounts")]
    [InlineData("hello", "is no list of accounts")]
    [InlineData("name,env\na,b", "is no list of accounts")]
    [InlineData("\"\"", "is no list of accounts")]
    [InlineData("42", "is no list of accounts")]
    [InlineData("[1]", "is no list of accounts")]
    [InlineData("[null]", "is no list of accounts")]
    [InlineData("{}", "is no list of accounts")]
    [InlineData("{\"Accounts\":{}}", "is no list of accounts")]
    [InlineData("[{}]", "x, account 1 has no id")]
    [InlineData("[{\"id\":null}]", "x, account 1 has no id")]
    [InlineData("[{\"id\":[]}]", "x, account 1 has no id")]
    [InlineData("[{\"id\":\"000000000001\"},{\"id\":\" \"}]", "x, account 2 has no id")]
    [InlineData("id,name\n,one", "x, account 1 has no id")]
    [InlineData("id,name\n000000000001,a,b", "record 2 has 3 fields, the header 2")]
    [InlineData("id,name\n000000000001,\"a\nb", "a quoted field has no end")]
    [InlineData("\"id", "a quoted field has no end")]
    [InlineData("[{\"id\":\"000000000001\"", "is no valid list of accounts")]
    [InlineData("[] []", "is no valid list of accounts")]
    [InlineData("{\"id\":\"000000000001\"}\n{\"id\":}", "is no valid list of accounts")]
    [InlineData(
        "[{\"id\":\"000000000001\",\"id\":\"000000000002\"}]",
        "is no valid list of accounts: line 1 has 'id' a second time"
    )]
    [InlineData("id,name,Env, env\n000000000001,a,prod,dev", "line 1 has the column 'env' twice")]
    [InlineData("- id: 000000000001\n  env: prod\n  Env: dev", "line 3 has 'Env' a second time")]
    [InlineData("[{\"id\":\"000000000001\",\n\"env\":1,\n\"ENV\":2}]", "line 3 has 'ENV' a second time")]
    [InlineData(
        "{\"id\":\"000000000001\"}\n{\"id\":\"000000000002\",\"a\":{\"b\":1,\"B\":2}}",
        "line 2 has 'B' a second time"
    )]
    [InlineData(
        "[{\"id\":\"000000000001\",\"tags\":{\"env\":\"dev\"},\"env\":\"prod\"}]",
        "x, account 1 has 'env' twice: 'dev' and 'prod'."
    )]
    [InlineData(
        "[{\"id\":\"000000000001\",\"account\":\"000000000002\"}]",
        "x, account 1: 'id' and 'account' stand for the same field, and differ."
    )]
    [InlineData("[{\"id\":\"\\ud800\"}]", "is no valid list of accounts")]
    [InlineData("[{\"id\":\"000000000001\",\"\\ud800\":1}]", "is no valid list of accounts")]
    [InlineData("- id: &a 000000000001\n- id: *a", "aliases are not supported")]
    [InlineData("- id: 1\n  ? [a]\n  : b", "is no valid list of accounts: line 2")]
    [InlineData("- id: 000000000001\n\tname: x", "is no valid list of accounts")]
    [InlineData("- id: 000000000001\n---\n- id: 000000000002", "it has more than one document")]
    [InlineData("- \"\\U00110000\"", "is no valid list of accounts")]
    [InlineData("- id: 000000000001\n  role: [a, b]", "x, account 1: the role is not a single text.")]
    [InlineData("- id: 000000000001\n  profile: {a: b}", "x, account 1: the profile is not a single text.")]
    public void What_cannot_be_read_is_told_in_a_sentence(string text, string words)
    {
        var fault = Assert.Throws<RoleAssistException>(() => AccountsFile.Parse("x", text));

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("- ", "")]
    public void Deep_nesting_is_refused(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 5_000)) + string.Concat(Enumerable.Repeat(close, 5_000));

        Assert.Contains(
            "is no valid list of accounts",
            Assert.Throws<RoleAssistException>(() => AccountsFile.Parse("x", deep)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Reads_the_tags_that_aws_prints() =>
        Assert.Equal(
            "prod",
            Assert
                .Single(AccountsFile.Parse("x", """[{"Id":"000000000001","Tags":[{"Key":"env","Value":"prod"}]}]"""))
                .Attributes["env"]
        );

    [Theory]
    [InlineData(new byte[] { 0xE9 }, "line 3 is not UTF-8; save the file as UTF-8.")]
    [InlineData(new byte[] { 0xC3, 0xA9 }, null)]
    public async Task Text_that_is_not_UTF8_is_an_error_and_not_replaced(byte[] name, string? words)
    {
        byte[] bytes = [.. "id,name\n000000000001,a\n000000000002,"u8, .. name, .. "\n"u8];
        using var input = new MemoryStream(bytes);

        var read = AccountsFile.ReadAsync(input, CancellationToken.None);

        if (words is null)
        {
            Assert.Equal("é", (await read)[1].Name);
        }
        else
        {
            var fault = await Assert.ThrowsAsync<RoleAssistException>(() => read);
            Assert.EndsWith(words, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reads_UTF16_with_a_byte_order_mark()
    {
        using var input = new MemoryStream([0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("id\n000000000001")]);

        Assert.Single(await AccountsFile.ReadAsync(input, CancellationToken.None));
    }

    [Fact]
    public async Task Reads_a_file()
    {
        var file = Path.Combine(_folder, "accounts.csv");
        await File.WriteAllTextAsync(file, "id\n000000000001");

        Assert.Single(await AccountsFile.ReadAsync(file, CancellationToken.None));
    }

    [Theory]
    [InlineData("no-such-file")]
    [InlineData("")]
    [InlineData(".")]
    public async Task A_file_that_cannot_be_read_is_an_error(string name)
    {
        var path = name.Length == 0 ? "" : Path.Combine(_folder, name);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            AccountsFile.ReadAsync(path, CancellationToken.None)
        );

        Assert.Equal(ErrorCode.InvalidArgument, fault.Code);
        Assert.StartsWith("The accounts file cannot be read: ", fault.Message, StringComparison.Ordinal);
    }
}
