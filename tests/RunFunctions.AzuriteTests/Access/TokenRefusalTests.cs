using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Only the whole token that was issued, while it is good, is an identity.</summary>
public sealed class TokenRefusalTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    private const string Invalid = "CREDENTIALS_INVALID";
    private const string Authorization = "Authorization";

    // What becomes of a good header; not one of these texts may cost a storage call.
    private static readonly Dictionary<string, Func<string, string>> NoTokens = new(StringComparer.Ordinal)
    {
        ["nothing"] = _ => "",
        ["scheme only"] = _ => "Bearer",
        ["token without scheme"] = token => token,
        ["scheme Basic"] = token => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("ana:" + token))}",
        ["scheme Token"] = token => $"Token {token}",
        ["scheme runs into the token"] = token => $"Bearer{token}",
        ["tab after the scheme"] = token => $"Bearer\t{token}",
        ["two spaces"] = token => $"Bearer  {token}",
        ["two schemes"] = token => $"Bearer Bearer {token}",
        ["two credentials in one header"] = token => $"Bearer {token}, Bearer {token}",
        ["two tokens"] = token => $"Bearer {token} {token}",
        ["quotes"] = token => $"Bearer \"{token}\"",
        ["parameter"] = token => $"Bearer token={token}",
        ["no prefix"] = token => $"Bearer {token[3..]}",
        ["other prefix"] = token => $"Bearer rx_{token[3..]}",
        ["prefix in capitals"] = token => $"Bearer RF_{token[3..]}",
        ["prefix twice"] = token => $"Bearer rf_{token}",
        ["one part"] = token => $"Bearer {token.Split('.')[0]}",
        ["two parts"] = token => $"Bearer {token[..token.LastIndexOf('.')]}",
        ["four parts"] = token => $"Bearer {token}.x",
        ["empty part at the end"] = token => $"Bearer {token}.",
        ["parts separated by colons"] = token => $"Bearer {token.Replace('.', ':')}",
        ["empty organization"] = token => $"Bearer rf_{token[token.IndexOf('.')..]}",
        ["organization in capitals"] = token => $"Bearer rf_IDENTITY{token[token.IndexOf('.')..]}",
        ["organization climbs"] = token => $"Bearer rf_../identity{token[token.IndexOf('.')..]}",
        ["organization in full-width letters"] = token => $"Bearer rf_ｉｄｅｎｔｉｔｙ{token[token.IndexOf('.')..]}",
        ["organization with a mark"] = token => $"Bearer {token.Replace("rf_", "rf_\u0301", StringComparison.Ordinal)}",
        ["id in capitals"] = token => $"Bearer {Part(token, 1, part => "A" + part[1..])}",
        ["id too short"] = token => $"Bearer {Part(token, 1, part => part[1..])}",
        ["id too long"] = token => $"Bearer {Part(token, 1, part => part + "0")}",
        ["id is a filter"] = token => $"Bearer {Part(token, 1, _ => "' or RowKey gt '0000")}",
        ["no secret"] = token => $"Bearer {Part(token, 2, _ => "")}",
        ["secret too short"] = token => $"Bearer {Part(token, 2, part => part[1..])}",
        ["secret too long"] = token => $"Bearer {Part(token, 2, part => part + "A")}",
        ["secret with padding"] = token => $"Bearer {token}=",
        ["secret in plain base64"] = token => $"Bearer {Part(token, 2, part => "+/" + part[2..])}",
        ["secret with a space"] = token => $"Bearer {Part(token, 2, part => part[..20] + " " + part[21..])}",
        ["escaped"] = token => $"Bearer {Uri.EscapeDataString(token).Replace(".", "%2E", StringComparison.Ordinal)}",
        ["encoded once more"] = token => $"Bearer {Convert.ToBase64String(Encoding.ASCII.GetBytes(token))}",
        ["very long"] = token => $"Bearer {token}{new string('A', 20_000)}",
        ["very many parts"] = _ => $"Bearer rf_{new string('.', 20_000)}",
    };

    public static TheoryData<string> NoTokenNames => [.. NoTokens.Keys];

    [Fact]
    public async Task The_token_itself_is_accepted_whatever_the_case_of_its_scheme()
    {
        var token = await fixture.TokenAsync();
        foreach (var scheme in (string[])["Bearer", "bearer", "BEARER"])
        {
            await fixture.AcceptedAsync((Authorization, $"{scheme} {token}"));
        }
    }

    [Fact]
    public Task Without_credentials_there_is_no_identity() => fixture.RefusedAsync("CREDENTIALS_MISSING", mostCalls: 0);

    [Theory]
    [MemberData(nameof(NoTokenNames))]
    public async Task A_text_that_is_no_token_is_refused_without_a_storage_call(string name)
    {
        var token = await fixture.TokenAsync();
        await fixture.AcceptedAsync((Authorization, "Bearer " + token));
        await fixture.RefusedAsync(Invalid, mostCalls: 0, (Authorization, NoTokens[name](token)));
    }

    [Fact]
    public async Task A_token_with_one_bit_flipped_anywhere_is_refused()
    {
        var token = await fixture.TokenAsync();
        for (var i = 0; i < token.Length; i++)
        {
            await fixture.RefusedAsync(Invalid, mostCalls: 1, (Authorization, $"Bearer {token[..i]}{(char)(token[i] ^ 1)}{token[(i + 1)..]}"));
        }

        await fixture.AcceptedAsync((Authorization, "Bearer " + token));
    }

    [Fact]
    public async Task Parts_of_two_tokens_make_none()
    {
        var own = (await fixture.TokenAsync()).Split('.');
        var same = (await fixture.TokenAsync("ben")).Split('.');
        var foreign = (await fixture.App.Services.IssueTokenAsync(OrganizationId.Parse("identity-2"), UserId.Parse("ana"), Role.Admin)).Split('.');
        foreach (var other in (string[][])[same, foreign])
        {
            foreach (var mixed in (string[][])
                [[own[0], other[1], own[2]], [own[0], own[1], other[2]], [other[0], own[1], other[2]], [other[0], other[1], own[2]], [own[0], other[1], other[2]]])
            {
                if (!mixed.SequenceEqual(own) && !mixed.SequenceEqual(other))
                {
                    await fixture.RefusedAsync(Invalid, mostCalls: 1, (Authorization, "Bearer " + string.Join('.', mixed)));
                }
            }
        }
    }

    [Fact]
    public async Task Tokens_that_were_never_issued_are_refused_and_remembered_as_such()
    {
        foreach (var organization in (string[])["identity", "nobody-has-this"])
        {
            var token = new TokenText(OrganizationId.Parse(organization), new string('7', 20), new byte[32]);
            await fixture.RefusedAsync(Invalid, mostCalls: 1, (Authorization, $"Bearer {token}"));
            await fixture.RefusedAsync(Invalid, mostCalls: 0, (Authorization, $"Bearer {token}"));
        }
    }

    [Fact]
    public async Task A_token_is_good_until_the_moment_it_expires()
    {
        var token = await fixture.TokenAsync();
        fixture.Clock.Advance(seconds: 24 * 3600 - 1);
        await fixture.AcceptedAsync((Authorization, "Bearer " + token));
        fixture.Clock.Advance(seconds: 1);
        await fixture.RefusedAsync("TOKEN_EXPIRED", mostCalls: 0, (Authorization, "Bearer " + token));
        await fixture.RefusedAsync(Invalid, mostCalls: 0, (Authorization, "Bearer " + WrongSecret(token)));
    }

    [Fact]
    public async Task A_token_that_another_process_revoked_is_refused_once_what_is_remembered_has_run_out()
    {
        var token = await fixture.TokenAsync();
        await fixture.AcceptedAsync((Authorization, "Bearer " + token));
        var remembered = fixture.App.Services.GetRequiredService<AccessSettings>().CredentialCache;
        Assert.Equal(TimeSpan.FromSeconds(15), remembered);
        await fixture.App.Services.GetRequiredService<ITokenStore>().RevokeAsync(
            fixture.Organization, TokenText.Parse(token)!.Id, fixture.Clock.GetUtcNow(), CancellationToken.None);

        fixture.Clock.Advance(remembered.TotalSeconds);
        await fixture.RefusedAsync("TOKEN_REVOKED", mostCalls: 1, (Authorization, "Bearer " + token));
        await fixture.RefusedAsync("TOKEN_REVOKED", mostCalls: 0, (Authorization, "Bearer " + token));
        await fixture.RefusedAsync(Invalid, mostCalls: 0, (Authorization, "Bearer " + WrongSecret(token)));
    }

    [Fact]
    public async Task A_caller_costs_one_storage_call_and_then_none()
    {
        var token = await fixture.TokenAsync();
        var (first, calls) = await fixture.AskAsync((Authorization, "Bearer " + token));
        var (second, callsAgain) = await fixture.AskAsync((Authorization, "Bearer " + token));
        first.Dispose();
        second.Dispose();
        Assert.Equal((1, 0), (calls, callsAgain));
    }

    [Fact]
    public async Task Two_authorization_headers_are_refused_even_when_both_are_good()
    {
        // Written by hand: a client library puts both into one line.
        var token = await fixture.TokenAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(fixture.App.Address.Host, fixture.App.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /api/version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {token}\r\nAuthorization: Bearer {token}\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        Assert.Contains(Invalid, answer, StringComparison.Ordinal);
    }

    private static string Part(string token, int index, Func<string, string> change)
    {
        var parts = token.Split('.');
        parts[index] = change(parts[index]);
        return string.Join('.', parts);
    }

    private static string WrongSecret(string token) => Part(token, 2, secret => (secret[0] == 'A' ? 'B' : 'A') + secret[1..]);
}
