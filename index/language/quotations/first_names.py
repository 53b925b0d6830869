"""First names, for telling persons from other names and *er* from *sie*. Pure data, our own."""

from __future__ import annotations

from index.language.quotations.word_list import words

MALE = words(
    """
    Aaron Abdel Abdul Abdullah Achim Adam Adolf Adrian Ahmad Ahmed Alain Alan Albert Alejandro Aleksandr Alessandro
    Alex Alexander Alexandre Alexej Alexei Alfons Alfred Ali Alois Alexis Amir Anatoli Anders André Andre Andrea
    Andreas Andrej Andrew Andrij Andy Angelo Ansgar Anthony Anton Antonio António Antony Armin Arnold Arthur Artur
    August Axel Barack Bashar Bastian Ben Benedikt Benjamin Bernard Bernd Bernhard Bertold Bertram Bill Björn Bob
    Bodo Boris Brian Bruce Bruno Burkhard Carl Carlo Carlos Carsten Charles Chris Christian Christoph Christophe
    Christopher Claude Claudio Claus Clemens Colin Cornelius Craig Dan Daniel Daniele David Denis Dennis Detlef
    Detlev Didier Diego Dieter Dietmar Dietrich Dirk Dmitri Dmitrij Dominik Dominic Don Donald Douglas Eberhard
    Eckart Eckhard Edgar Edmund Eduard Edward Egon Ehud Emanuel Emil Emmanuel Enrico Enrique Erdal Eric Erich Erik
    Ernst Erwin Eugen Evo Ewald Fabian Fausto Felipe Felix Ferdinand Fernando Fidel Florian Francesco Francis
    Francisco Franco François Frank Frans Franz Fred Freddy Frederik Fridtjof Friedhelm Friedrich Fritz Gabriel
    Gareth Gary Gary Geert Georg George Georges Georgi Gerald Gerd Gerhard Gerhart Gernot Gert Gianni Gilbert
    Giorgio Giovanni Giulio Giuseppe Gordon Graham Gregor Guido Guillaume Gunnar Gunter Gunther Gustav Guy Günter
    Günther Hannes Hans Harald Harold Harry Hartmut Hasan Hassan Heiko Heiner Heinrich Heinz Helge Helmut Henri
    Henning Henrik Henry Herbert Heribert Hermann Hisham Holger Horst Hosni Hubert Hubertus Hugo Hussein Ibrahim
    Ignacio Igor Ilham Ingo Ismail Iwan Jack Jacob Jacques Jakob James Jan Jared Jason Javier Jean Jeff Jeffrey Jens
    Jeremy Jerry Jewgeni Jim Jimmy Joachim Joao João Jochen Joe Joel Johann Johannes John Johnny Jon Jonas Jonathan
    Joost Jorge Josef Joseph Joschka José Jose Joshua Juan Julian Julio Juri Jörg Jörn Jürgen Kai Karel Karl
    Karlheinz Karsten Kaspar Kay Keith Ken Kenneth Kevin Kim Kirill Klaus Knut Kofi Konrad Konstantin Kristian Kurt
    Lars Larry Lasse Lee Leif Len Leo Leon Leonard Leonhard Leonid Leopold Lew Lorenz Lothar Louis Luca Lucas Ludger
    Ludwig Luigi Luis Luiz Lukas Lutz Magnus Mahmud Malte Manfred Manuel Marc Marcel Marco Marcus Mario Marius Mark
    Marko Markus Martin Mathias Matteo Matthew Matthias Maurice Mauricio Max Maximilian Mehmet Menachem Michael
    Michail Michel Miguel Mike Mikhail Milan Mirko Mohamed Mohammad Mohammed Moritz Moshe Muammar Mustafa Narendra
    Neil Nicola Nicolas Nicolás Niels Nigel Nikita Niklas Nikolai Nikolaus Nikolaj Nils Norbert Norman Nuri Olaf Ole
    Oleg Oleksandr Oliver Olli Omar Oskar Osama Otmar Ottmar Otto Ousmane Pablo Paolo Pascal Patrick Paul Pavel
    Pawel Pedro Peer Per Peter Petro Phil Philip Philipp Philippe Pierre Piotr Rafael Rainer Raimund Ralf Ralph
    Ramon Raphael Raul Raúl Ray Raymond Recep Reiner Reinhard Reinhold René Rene Reza Ricardo Riccardo Richard Rick
    Robert Roberto Robin Roderich Rodrigo Roger Roland Rolf Roman Ron Ronald Ronny Rowan Rudi Rudolf Rupert Rustem
    Rüdiger Salvatore Salman Sam Samuel Sascha Scott Sean Sebastian Sepp Sergej Sergei Sergio Shimon Siegfried
    Siegmar Sigmar Silvio Simon Stanislaw Stefan Stephan Stephen Steve Steven Stuart Sven Sören Tarek Tariq Tayyip
    Ted Theo Theodor Thilo Thomas Thorsten Thierry Till Tilo Tim Timo Timothy Tino Tobias Tom Toni Tony Torben
    Torsten Udo Ulf Uli Ulrich Urs Uwe Valentin Victor Viktor Vincent Vinzenz Vitali Vladimir Volker Wadim Waleri
    Walter Warren Wassili Wenzel Werner Wiktor Wilfried Wilhelm Willi William Willy Winfried Witali Wjatscheslaw
    Wladimir Wladislaw Wolf Wolfgang Wolfram Wolodymyr Xavier Yannick Yasser Yuri Yusuf Yves Zoran
    """
)

FEMALE = words(
    """
    Adele Agnes Alena Alexandra Alexia Alice Alina Amalia Amanda Amelie Amy Ana Anastasia Andrea Angela Angelika
    Angelina Anita Anja Anke Anna Annalena Anne Annegret Anneliese Annemarie Annette Annika Antje Antonia Astrid
    Aung Aurelia Aydan Barbara Beate Beatrice Beatrix Benita Bettina Bianca Birgit Brigitte Britta Camilla Carina
    Carla Carmen Carola Carolin Caroline Catherine Cathrin Cecilia Charlotte Christa Christel Christiane Christin
    Christina Christine Claire Clara Claudia Condoleezza Constanze Cora Corinna Cornelia Cristina Dagmar Daniela
    Delia Deborah Diana Dilma Dominique Donna Dora Doris Dorothea Dorothee Edith Ekin Elena Eleonore Elfriede
    Elisabeth Elizabeth Elke Ella Ellen Elsa Elvira Emily Emma Erika Erna Esther Eva Eveline Evelyn Federica
    Felicitas Florence Franziska Frauke Frederike Friederike Gabi Gabriela Gabriele Gaby Gerda Gertrud Gesine Gisela
    Gitta Giorgia Grace Greta Gudrun Gundula Hanna Hannah Hannelore Hedwig Heide Heidemarie Heidi Heike Helen Helena
    Helene Helga Henriette Herta Hilary Hilde Hildegard Hillary Ida Ilka Ilona Ilse Imke Ina Ines Inga Inge Ingeborg
    Ingrid Irene Irina Iris Irmgard Isabel Isabella Isabelle Jacqueline Jana Jane Janet Janine Janna Jeanette Jeanne
    Jelena Jennifer Jenny Jessica Jill Joan Joanna Johanna Josefine Joyce Judith Julia Juliane Julie Juliette Julija
    Jutta Kaja Kamala Karen Karin Karla Karoline Kate Katharina Katherine Kathrin Kathleen Kathy Katja Katrin
    Katarina Kerstin Kirsten Klara Kristina Kristin Lara Larissa Laura Lea Lena Leonie Liane Lisa Liselotte Liz
    Lorena Louise Lucia Lucy Luise Lydia Madeleine Magdalena Maike Maja Malala Malu Manuela Mara Mareike Margaret
    Margarete Margarethe Margit Margot Margrethe Maria Marianne Marie Marija Marija Marina Marine Marion Marlene
    Marlies Marta Martha Martina Mary Mathilde Maya Mechthild Megan Meike Melanie Melissa Merle Mia Michaela
    Michelle Mirjam Miriam Monica Monika Nadine Nadja Nancy Natalia Natalie Natalija Natascha Nicole Nina Nora Olga
    Olena Oksana Patricia Paula Pauline Petra Pia Rachel Ramona Rebecca Regina Regine Renate Rita Roberta Romy Ronja
    Rosa Rosemarie Ruth Sabine Sabrina Sahra Sally Samantha Sandra Sara Sarah Saskia Sharon Sibylle Sigrid Silke
    Silvia Simone Sofia Sofie Sonja Sophia Sophie Stefanie Stella Stephanie Susan Susanna Susanne Svenja Swetlana
    Sylvia Tamara Tania Tanja Tatjana Teresa Thea Theresa Therese Tina Trinidad Trude Tzipi Ulla Ulrike Ursula Uschi
    Ute Valentina Vanessa Vera Verena Veronika Veronica Victoria Viktoria Viola Violeta Virginia Waltraud Wiebke
    Yasmin Yvonne Zeynep
    """
)
