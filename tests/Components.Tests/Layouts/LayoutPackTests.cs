using Components.Layouts;

namespace Components.Tests.Layouts;

public sealed class LayoutPackTests
{
    [Theory]
    [InlineData("<!doctype html>\r\n<html lang=\"{lang}\"{dir}>\r\n<head>\r\n\t<title>x</title>\r\n{head}</head>\r\n<body  class=a >\r\n{slot |}\r\n</body>\r\n</html>\r\n")]
    [InlineData("<!DOCTYPE HTML><HTML LANG='{lang}'{dir}><HEAD>{head}</HEAD><BODY>😀 日本 {slot |} &amp; &nbsp; <br/></BODY></HTML>")]
    [InlineData("\uFEFF<!doctype html><html lang=\"{lang}\"{dir}><head>{head}</head><body>😀{slot |}</body></html>")]
    [InlineData("<html lang={lang}{dir}><head>{head}</head><body><!-- <slot></slot> --><p>a<p>b<script>let s = '<slot>';</script>{slot |}")]
    public void Every_byte_is_kept(string expected)
    {
        var source = expected.Replace("{lang}", "xx", StringComparison.Ordinal).Replace("{head}", "", StringComparison.Ordinal).Replace("{dir}", "", StringComparison.Ordinal).Replace("{slot |}", "<slot></slot>", StringComparison.Ordinal);
        Assert.Equal(expected, Compile(source));
    }

    [Fact]
    public void A_page_without_a_language_gets_one() =>
        Assert.StartsWith("<html class=\"a\" lang=\"{lang}\"{dir}>", Compile("<html class=\"a\"><head></head><body><slot></slot></body></html>"), StringComparison.Ordinal);

    [Fact]
    public void A_direction_that_the_pack_gives_stays() =>
        Assert.StartsWith("<html dir=\"auto\" lang=\"{lang}\"><head>", Compile("<html dir=\"auto\"><head></head><body><slot></slot></body></html>"), StringComparison.Ordinal);

    [Fact]
    public void Slots_stand_where_they_were_written_with_their_fallback() =>
        Assert.Equal(
            "<html lang=\"{lang}\"{dir}><head>{slot meta|<meta name=a>}{head}</head><body>{slot nav|<a href=\"#\">x</a>{slot inner|}}<table><tr><td>{slot |}</td></tr></table></body></html>",
            Compile("<html><head><slot name=\"meta\"><meta name=a></slot></head><body><slot name='nav'><a href=\"#\">x</a><slot name=inner></slot></slot><table><tr><td><slot></slot></td></tr></table></body></html>"));

    // In the tree these would be moved out of the table; here they stay.
    [Fact]
    public void Slots_in_a_table_stay_there() =>
        Assert.Contains(
            "<table>{slot rows|<tr><td>x</td></tr>}<tr>{slot cells|}</tr></table>",
            Compile("<head></head><body><table><slot name=\"rows\"><tr><td>x</td></tr></slot><tr><slot name=\"cells\"></slot></tr></table><slot></slot>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("<head></head>\n<body>\n<slot>", "line 3")]
    [InlineData("<head></head><body>\n<table>\n<slot name=\"rows\"><tr><td>x</td></tr></table><slot></slot>", "line 3")]
    [InlineData("<head></head><body>\n<slot/>", "line 2")]
    [InlineData("<head></head><body>\n\n<slot /></body>", "line 3")]
    [InlineData("<head></head><body><slot></slot></slot>", "line 1")]
    [InlineData("<head></head><body>no slot</body>", "no <slot></slot>")]
    [InlineData("<body><slot></slot></body>", "</head>")]
    [InlineData("", "</head>")]
    public void A_mistake_is_named_with_its_file_and_line(string source, string part)
    {
        var message = Assert.Throws<LayoutException>(() => Compile(source)).Message;
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.StartsWith("my/layout.html", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<img src=\"a/b.png\">", "<img src=\"{base}/assets/a/b.png\">")]
    [InlineData("<link rel=stylesheet href=style.css>", "<link rel=stylesheet href={base}/assets/style.css>")]
    [InlineData("<video poster='p.jpg'></video>", "<video poster='{base}/assets/p.jpg'></video>")]
    [InlineData("<img srcset=\"a.png 1x, /b.png 2x\">", "<img srcset=\"{base}/assets/a.png 1x, {base}/b.png 2x\">")]
    [InlineData("<img srcset='a,b.png,c.png  100w,https://e.example/d.png 2x , e.png'>", "<img srcset='{base}/assets/a,b.png,c.png  100w,https://e.example/d.png 2x , {base}/assets/e.png'>")]
    [InlineData("<img srcset=\" a.png, b.png 2x\">", "<img srcset=\" {base}/assets/a.png, {base}/assets/b.png 2x\">")]
    [InlineData("<source srcset=\"https://e.example/a.png\">", "<source srcset=\"https://e.example/a.png\">")]
    [InlineData("<img srcset=\"a.png?x=1&amp;y=2 2x\">", "<img srcset=\"{base}/assets/a.png?x=1&amp;y=2 2x\">")]
    [InlineData("<link imagesrcset=\"a.png 2x\">", "<link imagesrcset=\"{base}/assets/a.png 2x\">")]
    [InlineData("<img srcset=\"\">", "<img srcset=\"\">")]
    [InlineData("<a href=\"/about\">x</a>", "<a href=\"{base}/about\"{current /about}>x</a>")]
    [InlineData("<a href=\"/\" aria-current=\"true\">x</a>", "<a href=\"{base}/\" aria-current=\"true\">x</a>")]
    [InlineData("<a href=\"/x?a=1&amp;b=2\">x</a>", "<a href=\"{base}/x?a=1&amp;b=2\"{current /x?a=1&b=2}>x</a>")]
    [InlineData("<img src=\"//cdn.example/a.png\">", "<img src=\"//cdn.example/a.png\">")]
    [InlineData("<a href=\"https://example.com/\">x</a>", "<a href=\"https://example.com/\">x</a>")]
    [InlineData("<a href=\"mailto:a@example.com\">x</a>", "<a href=\"mailto:a@example.com\">x</a>")]
    [InlineData("<a href=\"#main\">x</a>", "<a href=\"#main\">x</a>")]
    [InlineData("<img alt=\"src=x.png\" src>", "<img alt=\"src=x.png\" src>")]
    public void Addresses_are_made_good_for_where_the_page_is(string tag, string expected) =>
        Assert.Contains($"<body>{expected}{{slot |}}", Compile($"<html><head></head><body>{tag}<slot></slot></body></html>"), StringComparison.Ordinal);

    private static string Compile(string source) => LayoutText.Of(LayoutPack.Compile("mine", source, "my/layout.html", file => $"/assets/{file}").Segments);
}
