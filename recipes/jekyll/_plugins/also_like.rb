# The box, right after the article of every post, whatever the theme.
Jekyll::Hooks.register :posts, :post_render do |post|
  address = File.join(post.site.baseurl.to_s, "/also-like/also-like.js")
  tag = %(<script type="module" src="#{address}"></script>)
  post.output = post.output.sub("</article>") { |end_tag| "#{end_tag}\n#{tag}" }
end
