"""Stories: what somebody lived through with the coalition, told in public only as they allow.

actions   add_story(store, title, teller) publish_story take_down review_story trash_story
queries   conditions(store, state) stories_in(store, state)
telling   tellable(store) -> stories that may be handed out; hand_out(store, profile, path, plain)
          write_stories(path, stories, pictures)
words     state_label state_tone channel_label answer_chip taken_back_on
page      the list, and beside it one story: page_story page_strip page_shown page_photo
          page_consent page_export
"""
